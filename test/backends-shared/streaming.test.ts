import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VectorSet } from '../../src/backends/backend.js';
import { createBlockEngine } from '../../src/backends/shared/block-engine.js';
import type { EngineMemory } from '../../src/backends/shared/engine-memory.js';
import { MemorySource, rowsOf } from './memory-source.js';
import { CountingTimeline, openOptions, PlainKernels } from './plain-kernels.js';

const SIX_ROWS = rowsOf([[0], [1], [2], [3], [4], [5]]);
/** Room for two blocks of two rows. */
const TWO_BLOCKS = 16;
const query = rowsOf([[0]]);

const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown) => unhandled.push(reason);
beforeEach(() => {
  unhandled.length = 0;
  process.on('unhandledRejection', onUnhandled);
});
afterEach(async () => {
  await turns(5);
  process.off('unhandledRejection', onUnhandled);
  expect(unhandled).toEqual([]);
});

/** Lets everything that waits for nothing but its turn go on. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}

function stream(kernels: PlainKernels, source: MemorySource): Promise<VectorSet> {
  return createBlockEngine(kernels, openOptions({ memoryBytes: TWO_BLOCKS })).load(source, 'l2');
}

/** A source whose read of the block at `start` fails, after `whenAsked` turns. */
class FailingSource extends MemorySource {
  constructor(
    private readonly start: number,
    readonly error: Error,
    private readonly whenAsked = 0,
  ) {
    super(SIX_ROWS);
  }

  override async read(start: number, count: number, into: Float32Array): Promise<void> {
    if (start !== this.start) return super.read(start, count, into);
    await turns(this.whenAsked);
    throw this.error;
  }
}

describe('a streamed set', () => {
  it('reads its rows anew at every call, each block once and in order', async () => {
    const source = new MemorySource(SIX_ROWS);
    const set = await stream(new PlainKernels(), source);
    expect(source.reads).toEqual([]);
    await set.knn(query, 1);
    await set.distances(query);
    expect(source.reads).toEqual(['0+2', '2+2', '4+2', '0+2', '2+2', '4+2']);
  });

  it('reads the next block while this one computes, and no further', async () => {
    const source = new MemorySource(SIX_ROWS);
    const computing: (() => void)[] = [];
    const kernels = new PlainKernels({ onTopK: () => new Promise((resolve) => computing.push(resolve)) });
    const answer = (await stream(kernels, source)).knn(query, 1);
    const seen: number[] = [];
    for (let block = 0; block < 3; block++) {
      await turns(10);
      seen.push(source.reads.length);
      computing[block]?.();
    }
    await answer;
    expect(seen).toEqual([2, 3, 3]);
  });

  it('does not touch a block that is computed on', async () => {
    const source = new MemorySource(SIX_ROWS);
    const seen: number[][] = [];
    // Without a copy, as an engine does that shares the host's memory.
    const kernels = new (class extends PlainKernels {
      override async upload(...[rows, metric]: Parameters<PlainKernels['upload']>) {
        await super.upload(rows, metric).then((block) => super.free(block));
        const block = { rows, metric };
        this.live.add(block);
        return block;
      }
    })({
      async onTopK(block) {
        await turns(10);
        seen.push([...block.rows.data.subarray(0, block.rows.n)]);
      },
    });
    await (await stream(kernels, source)).knn(query, 1);
    expect(seen).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
  });

  it('frees every block it uploads, before the next is uploaded', async () => {
    let most = 0;
    const kernels: PlainKernels = new PlainKernels({
      async onTopK() {
        most = Math.max(most, kernels.live.size);
      },
    });
    const set = await stream(kernels, new MemorySource(SIX_ROWS));
    await set.knn(query, 1);
    await set.distances(query);
    expect([kernels.uploads, kernels.live.size, most]).toEqual([6, 0, 1]);
  });

  it('counts every read, waiting for it, and loading apart', async () => {
    const timeline = new CountingTimeline();
    const engine = createBlockEngine(new PlainKernels(), openOptions({ timeline, memoryBytes: TWO_BLOCKS }));
    const set = await engine.load(new MemorySource(SIX_ROWS), 'l2');
    expect(timeline.counts.load).toBe(0);
    await set.knn(query, 1);
    expect(timeline.readings).toBe(3);
    // For each block: the wait; the check and the upload.
    expect(timeline.counts).toMatchObject({ wait: 3, load: 6 });
  });

  it.each([0, 2, 4])('fails as the read of row %i fails, and frees what it holds', async (start) => {
    const source = new FailingSource(start, new Error('the disk is gone'));
    const kernels = new PlainKernels();
    const set = await stream(kernels, source);
    await expect(set.knn(query, 1)).rejects.toBe(source.error);
    await expect(set.distances(query)).rejects.toBe(source.error);
    expect(kernels.live.size).toBe(0);
  });

  it('fails as its kernel fails, although a read that is under way fails later', async () => {
    const source = new FailingSource(2, new Error('too late to matter'), 3);
    const error = new Error('the device is lost');
    const kernels = new PlainKernels({ onTopK: () => Promise.reject(error) });
    await expect((await stream(kernels, source)).knn(query, 1)).rejects.toBe(error);
    expect(kernels.live.size).toBe(0);
    await turns(5);
  });

  it('fails as its upload fails', async () => {
    const error = new Error('no memory on the device');
    const kernels = new PlainKernels({
      onUpload: (rows) => (rows.data[0] === 2 ? Promise.reject(error) : Promise.resolve()),
    });
    await expect((await stream(kernels, new MemorySource(SIX_ROWS))).knn(query, 1)).rejects.toBe(error);
    expect(kernels.live.size).toBe(0);
  });

  it('answers again after it failed', async () => {
    let fails = true;
    const kernels = new PlainKernels({
      onTopK: () => (fails ? Promise.reject(new Error('once')) : Promise.resolve()),
    });
    const set = await stream(kernels, new MemorySource(SIX_ROWS));
    await expect(set.knn(query, 1)).rejects.toThrow('once');
    fails = false;
    expect([...(await set.knn(query, 2)).ids]).toEqual([0, 1]);
  });
});

describe('a set that the engine cannot hold', () => {
  const memory = (capacityBytes: number): EngineMemory => ({
    place: 'device',
    rowBytes: () => 10,
    workingBytes: 0,
    capacityBytes,
  });
  const load = (kernels: PlainKernels) =>
    createBlockEngine(kernels, openOptions()).load(new MemorySource(SIX_ROWS), 'l2');

  it('is streamed although nobody limits the memory, in blocks that it can hold', async () => {
    const kernels = new PlainKernels({ memory: memory(59) });
    const set = await load(kernels);
    expect(set.residence).toBe('streamed');
    expect([...(await set.knn(query, 2)).ids]).toEqual([0, 1]);
    expect(kernels.log).toEqual(['topK of 5', 'topK of 1']);
  });

  it('is resident where it just fits', async () => {
    expect((await load(new PlainKernels({ memory: memory(60) }))).residence).toBe('resident');
  });
});

describe('a resident set', () => {
  const load = (kernels: PlainKernels, source: MemorySource = new MemorySource(SIX_ROWS)) =>
    createBlockEngine(kernels, openOptions()).load(source, 'l2');

  it('reads and uploads its rows once, however often it is asked', async () => {
    const source = new MemorySource(SIX_ROWS);
    const kernels = new PlainKernels({ maxBlockRows: 4 });
    const set = await load(kernels, source);
    await set.knn(query, 1);
    await set.knn(query, 1);
    expect(source.reads).toEqual(['0+4', '4+2']);
    expect(kernels.uploads).toBe(2);
  });

  it('keeps its blocks until it is freed, and frees each of them once', async () => {
    const kernels = new PlainKernels({ maxBlockRows: 2 });
    const set = await load(kernels);
    expect(kernels.live.size).toBe(3);
    await set.free();
    await set.free();
    expect(kernels.live.size).toBe(0);
  });

  it('that cannot be read is not loaded, and holds nothing', async () => {
    const source = new FailingSource(4, new Error('the disk is gone'));
    const kernels = new PlainKernels({ maxBlockRows: 2 });
    await expect(load(kernels, source)).rejects.toBe(source.error);
    expect(kernels.live.size).toBe(0);
  });

  it('that does not fit the device is not loaded, and holds nothing', async () => {
    const error = new Error('no memory on the device');
    const kernels = new PlainKernels({
      maxBlockRows: 2,
      onUpload: (rows) => (rows.data[0] === 4 ? Promise.reject(error) : Promise.resolve()),
    });
    await expect(load(kernels)).rejects.toBe(error);
    expect(kernels.live.size).toBe(0);
  });
});
