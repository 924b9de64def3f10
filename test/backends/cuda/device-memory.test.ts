import { afterEach, describe, expect, it } from 'vitest';
import { realRows, sourceOf } from '../../conformance/vectors.js';
import { openOn } from './opened.js';
import { stubDriver, unless } from './stub-driver.js';

const stub = stubDriver();
const MIB = 2 ** 20;

afterEach(() => {
  delete process.env.MLS_STUB_MEMORY_BYTES;
  delete process.env.MLS_STUB_OUT_OF_MEMORY_AT;
});

describe.runIf('library' in stub)(`the memory of the device${unless(stub)}`, () => {
  it('may be smaller than the vectors, which are then streamed', async () => {
    const base = realRows(20_000, 1024, 1);
    const queries = realRows(2, 1024, 2);
    const roomy = await openOn(stub);
    const whole = await roomy.load(sourceOf(base), 'l2');
    const answer = await whole.knn(queries, 10);
    await whole.free();
    await roomy.close();
    process.env.MLS_STUB_MEMORY_BYTES = String(96 * MIB);
    const narrow = await openOn(stub);
    const streamed = await narrow.load(sourceOf(base), 'l2');
    expect([whole.residence, streamed.residence]).toEqual(['resident', 'streamed']);
    expect(await streamed.knn(queries, 10)).toEqual(answer);
  });

  it('that runs out fails one call, by name, and not the next', async () => {
    const engine = await openOn(stub);
    const base = realRows(500, 16, 3);
    const queries = realRows(3, 16, 4);
    process.env.MLS_STUB_OUT_OF_MEMORY_AT = '1';
    await expect(engine.load(sourceOf(base), 'l2')).rejects.toMatchObject({
      name: 'DeviceOutOfMemoryError',
      message: expect.stringMatching(
        /^out of memory: 32 MiB more of the GPU are needed, \d+ MiB are free; stream/,
      ),
      cause: { name: 'CudaError', call: 'cuMemAlloc_v2', resultName: 'CUDA_ERROR_OUT_OF_MEMORY', result: 2 },
    });
    delete process.env.MLS_STUB_OUT_OF_MEMORY_AT;
    const set = await engine.load(sourceOf(base), 'l2');
    const before = await set.knn(queries, 5);
    // 3 x 8 MiB of lists and more is not to be had while rows are there already.
    process.env.MLS_STUB_OUT_OF_MEMORY_AT = '1';
    const many = realRows(200_000, 16, 5);
    await expect(engine.rowDistances(many, many, 'l1')).rejects.toMatchObject({
      name: 'DeviceOutOfMemoryError',
    });
    expect(await set.knn(queries, 5)).toEqual(before);
  });

  it('is shared by many small blocks, and free when they are', async () => {
    const engine = await openOn(stub);
    // Room for two chunks of 32 MiB: hundreds of sets must share them, again and again.
    process.env.MLS_STUB_MEMORY_BYTES = String(80 * MIB);
    const base = realRows(2000, 16, 6);
    for (let round = 0; round < 3; round++) {
      const sets = [];
      for (let i = 0; i < 100; i++) sets.push(await engine.load(sourceOf(base), 'dot'));
      for (const set of sets) await set.free();
    }
    const set = await engine.load(sourceOf(base), 'dot');
    expect((await set.knn(realRows(1, 16, 7), 3)).ids).toHaveLength(3);
  });
});
