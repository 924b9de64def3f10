import { describe, expect, it } from 'vitest';
import { METRICS } from '../../../src/backends/backend.js';
import { expectExactly, expectNearest } from '../check-neighbours.js';
import type { EngineUnderTest } from '../engines-under-test.js';
import { integerRows, realRows, sourceOf } from '../vectors.js';
import { openedEngine } from './opened-engine.js';

const N = 301;
const D = 8;
/** Holds two blocks of 60 rows: five blocks and a rest of one row. */
const MEMORY_BYTES = 2 * 60 * D * Float32Array.BYTES_PER_ELEMENT;

export function blockCases(under: EngineUnderTest): void {
  describe('rows that come block by block', () => {
    const resident = openedEngine(under);
    const streaming = openedEngine(under, { memoryBytes: MEMORY_BYTES });

    it.each(METRICS)('give the answer of rows that fit, by %s', async (metric) => {
      const base = realRows(N, D, 1);
      const queries = realRows(5, D, 2);
      const whole = await resident().load(sourceOf(base), metric);
      const blocks = await streaming().load(sourceOf(base), metric);
      expect(blocks.residence).toBe('streamed');
      const answer = await blocks.knn(queries, 70);
      expect(answer).toEqual(await whole.knn(queries, 70));
      expectNearest(answer, { metric, base, queries, k: 70 }, streaming().identity.precision);
      // A second pass over the source, and rows in their places.
      expect(await blocks.knn(queries, 70)).toEqual(answer);
      const all = await blocks.distances(queries);
      expect(all.length).toBe(5 * N);
      const last = await streaming().rowDistances(
        { n: 1, d: D, data: queries.data.slice(4 * D) },
        { n: 1, d: D, data: base.data.slice((N - 1) * D) },
        metric,
      );
      expect(all[5 * N - 1]).toBeCloseTo(last[0] ?? Number.NaN, 4);
      await whole.free();
      await blocks.free();
    });

    it('are ranked by id over all blocks when equally far', async () => {
      const base = integerRows(N, D, 3);
      const queries = integerRows(5, D, 4);
      const blocks = await streaming().load(sourceOf(base), 'l2');
      expectExactly(await blocks.knn(queries, 100), { metric: 'l2', base, queries, k: 100 });
      await blocks.free();
    });
  });
}
