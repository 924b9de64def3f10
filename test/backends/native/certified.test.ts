import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/backends/backend.js';
import { backend } from '../../../src/backends/native/index.js';
import { NO_TIMELINE, realRows, sourceOf } from '../../conformance/vectors.js';
import { missing } from './binding.js';

describe.skipIf(missing !== undefined)('an engine that searches with certainty by an int8 copy', () => {
  let certified: Engine;
  let full: Engine;
  beforeAll(async () => {
    certified = await backend.open({ precision: 'certified', threads: 2, timeline: NO_TIMELINE });
    full = await backend.open({ threads: 2, timeline: NO_TIMELINE });
  });
  afterAll(async () => {
    await certified.close();
    await full.close();
  });

  const answers = async (engine: Engine, n: number, d: number, count: number, k: number) => {
    const set = await engine.load(sourceOf(realRows(n, d, 1)), 'l2');
    const { ids, distances, reranked } = await set.knn(realRows(count, d, 2), k);
    await set.free();
    return { ids, distances, reranked };
  };

  it.each([
    ['of a length that no vector register divides', 700, 77, 5, 9],
    ['with more queries than are asked at once', 500, 40, 61, 3],
    ['with more survivors than there is room for', 30_000, 2, 400, 50],
    ['longer than int32 can sum the products of', 6, 70_000, 2, 3],
  ])('finds the neighbours of vectors %s', async (_, n, d, count, k) => {
    const { ids, distances, reranked } = await answers(certified, n, d, count, k);
    const expected = await answers(full, n, d, count, k);
    expect({ ids, distances }).toEqual({ ids: expected.ids, distances: expected.distances });
    expect(reranked).toBeGreaterThanOrEqual(count * k);
    expect(expected.reranked).toBeUndefined();
  });

  it('gives the distances that the other gives', async () => {
    const both = [];
    for (const engine of [certified, full]) {
      const set = await engine.load(sourceOf(realRows(200, 33, 1)), 'cosine');
      both.push(await set.distances(realRows(4, 33, 2)));
    }
    expect(both[0]).toEqual(both[1]);
  });
});

describe.skipIf(missing !== undefined)('the loops that a CPU is bounded by', () => {
  it('read more than caches hold, and count what they did on every thread', async () => {
    const amounts = [];
    for (const threads of [1, 2]) {
      const engine = await backend.open({ threads, timeline: NO_TIMELINE });
      const loops = await engine.ceilingLoops?.();
      if (loops === undefined) throw new Error('expected ceiling loops');
      expect(await loops.read()).toBeGreaterThanOrEqual(2 ** 28);
      amounts.push([await loops.multiplyAdd(), (await loops.multiplyAddInt8?.()) ?? 0]);
      await loops.free();
      await engine.close();
    }
    const [[one = 0, oneInt8 = 0] = [], two] = amounts;
    expect(one).toBeGreaterThan(0);
    expect(oneInt8).toBeGreaterThan(0);
    expect(two).toEqual([2 * one, 2 * oneInt8]);
  });
});
