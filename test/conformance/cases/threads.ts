import { describe, expect, it } from 'vitest';
import { METRICS } from '../../../src/backends/backend.js';
import type { EngineUnderTest } from '../engines-under-test.js';
import { realRows, sourceOf } from '../vectors.js';
import { openedEngine } from './opened-engine.js';

export function threadCases(under: EngineUnderTest): void {
  describe('the number of threads', () => {
    const one = openedEngine(under, { threads: 1 });
    const two = openedEngine(under, { threads: 2 });

    it.each(METRICS)('does not change the answer, by %s', async (metric) => {
      const base = realRows(1500, 24, 1);
      const queries = realRows(5, 24, 2);
      const sets = [
        await one().load(sourceOf(base), metric),
        await two().load(sourceOf(base), metric),
      ] as const;
      const [byOne, byTwo] = sets;
      expect(await byTwo.knn(queries, 10)).toEqual(await byOne.knn(queries, 10));
      expect(await byTwo.distances(queries)).toEqual(await byOne.distances(queries));
      for (const set of sets) await set.free();
    });
  });
}
