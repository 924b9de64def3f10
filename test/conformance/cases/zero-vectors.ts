import { describe, expect, it } from 'vitest';
import { METRICS } from '../../../src/backends/backend.js';
import { expectNearest } from '../check-neighbours.js';
import type { EngineUnderTest } from '../engines-under-test.js';
import { rowsOf, sourceOf } from '../vectors.js';
import { openedEngine } from './opened-engine.js';

export function zeroVectorCases(under: EngineUnderTest): void {
  describe('zero vectors', () => {
    const engine = openedEngine(under);
    const base = rowsOf([0, 0, 0], [1, 2, 3], [0, 0, 0], [-1, -2, -3], [3, -1, 2]);
    const queries = rowsOf([0, 0, 0], [1, 2, 3]);

    it('are at a cosine distance of exactly 1 from everything', async () => {
      const set = await engine().load(sourceOf(base), 'cosine');
      const answer = await set.knn(queries, 5);
      expect(Array.from(answer.ids.subarray(0, 5))).toEqual([0, 1, 2, 3, 4]);
      expect(Array.from(answer.distances.subarray(0, 5))).toEqual([1, 1, 1, 1, 1]);
      const all = await set.distances(queries);
      expect(Array.from(all.subarray(0, 5))).toEqual([1, 1, 1, 1, 1]);
      expect([all[5], all[7]]).toEqual([1, 1]);
      await set.free();
      expect(
        Array.from(await engine().rowDistances(rowsOf([0, 0], [1, 1]), rowsOf([1, 2], [0, 0]), 'cosine')),
      ).toEqual([1, 1]);
    });

    it.each(METRICS)('are ranked as any other, by %s', async (metric) => {
      const set = await engine().load(sourceOf(base), metric);
      const answer = await set.knn(queries, 4);
      expectNearest(answer, { metric, base, queries, k: 4 }, engine().identity.precision);
      await set.free();
    });
  });
}
