import { describe, expect, it } from 'vitest';
import type { VectorSource } from '../../../src/backends/backend.js';
import { createBlockEngine } from '../../../src/backends/shared/block-engine.js';
import { wasmKernels } from '../../../src/backends/wasm/block-kernels.js';
import type { Crew } from '../../../src/backends/wasm/crew.js';
import { backend } from '../../../src/backends/wasm/index.js';
import { NO_TIMELINE, realRows, sourceOf } from '../../conformance/vectors.js';
import { openedCrew } from './opened.js';

const MIB = 2 ** 20;
const fixture = (file: string) => new URL(`./fixtures/${file}`, import.meta.url);

function engineOf(crew: Crew, memoryBytes?: number) {
  const { threads } = crew;
  const identity = { engine: 'simd', device: 'test', precision: 'float32', threads } as const;
  const options = { threads, timeline: NO_TIMELINE, ...(memoryBytes !== undefined && { memoryBytes }) };
  return createBlockEngine(wasmKernels(crew, identity, NO_TIMELINE, false), options);
}

/** Rows of which only the place of one is known: number `near` is nearest to the origin. */
function longSource(n: number, d: number, near: number): VectorSource {
  return {
    identity: 'long',
    n,
    d,
    read: async (start, count, into) => {
      into.fill(1);
      if (near >= start && near < start + count) into.fill(0.5, (near - start) * d, (near - start + 1) * d);
    },
    close: async () => {},
  };
}

describe('an engine of wasm', () => {
  it('answers a call with an error when a worker has ended, and later ones too', async () => {
    const engine = engineOf(await openedCrew({ worker: fixture('worker-that-exits.mjs'), threads: 2 }));
    const rows = realRows(20_000, 64, 1);
    const message = { name: 'WorkerFailedError', message: /ended with exit code 9/ };
    await expect(engine.load(sourceOf(rows), 'l2')).rejects.toMatchObject(message);
    await expect(engine.rowDistances(rows, rows, 'l2')).rejects.toMatchObject(message);
  });

  it('refuses calls after it is closed', async () => {
    const engine = await backend.open({ engine: 'simd', threads: 1, timeline: NO_TIMELINE });
    await engine.close();
    const rows = realRows(1, 1, 1);
    await expect(engine.rowDistances(rows, rows, 'l2')).rejects.toMatchObject({ message: /closed/ });
  });

  it('holds a set that one memory does not in several blocks', async () => {
    const limits = { mostBytes: 400 * MIB, arenaBytes: 40 * MIB, workingBytes: 8 * MIB };
    const crew = await openedCrew({ limits });
    const engine = engineOf(crew);
    const set = await engine.load(longSource(100_000, 256, 77_777), 'l2');
    expect(set.residence).toBe('resident');
    expect(crew.bank.heldBytes).toBeGreaterThan(100 * MIB);
    const { ids } = await set.knn({ n: 1, d: 256, data: new Float32Array(256) }, 1);
    expect([...ids]).toEqual([77_777]);
  });

  it('says that vectors do not fit, and goes on with what does', async () => {
    const limits = { mostBytes: 80 * MIB, arenaBytes: 40 * MIB, workingBytes: 8 * MIB };
    const engine = engineOf(await openedCrew({ limits }));
    await expect(engine.load(longSource(100_000, 256, 1), 'l2')).rejects.toMatchObject({
      name: 'OutOfMemoryError',
      message: /lower --memory so that vectors are streamed$/,
    });
    const set = await engine.load(sourceOf(realRows(50, 3, 1)), 'l2');
    expect((await set.knn(realRows(1, 3, 1), 1)).ids[0]).toBe(0);
  });

  it('needs no more memory for many streams than for one', async () => {
    const limits = { mostBytes: 90 * MIB, arenaBytes: 60 * MIB, workingBytes: 8 * MIB };
    const engine = engineOf(await openedCrew({ limits }), 30 * MIB);
    const query = { n: 1, d: 256, data: new Float32Array(256) };
    for (let round = 0; round < 8; round++) {
      const set = await engine.load(longSource(60_000, 256, round), 'l2');
      expect(set.residence).toBe('streamed');
      for (let call = 0; call < 2; call++) expect([...(await set.knn(query, 1)).ids]).toEqual([round]);
      await set.free();
    }
  });

  it('names the engines it has when asked for another', async () => {
    const found = await backend.probe('avx');
    expect(found).toMatchObject({ state: 'unavailable', remedy: 'Use relaxed-simd or simd.' });
    const open = backend.open({ engine: 'avx', threads: 1, timeline: NO_TIMELINE });
    await expect(open).rejects.toMatchObject({ name: 'UnavailableError' });
  });
});
