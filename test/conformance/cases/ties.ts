import { describe, expect, it } from 'vitest';
import type { Rows } from '../../../src/backends/backend.js';
import { expectExactly } from '../check-neighbours.js';
import type { EngineUnderTest } from '../engines-under-test.js';
import { answerOf } from '../truth.js';
import { integerRows, realRows, sourceOf } from '../vectors.js';
import { openedEngine } from './opened-engine.js';

/** Every row of `rows` `times` over, one whole set after the other. */
function repeated(rows: Rows, times: number): Rows {
  const data = new Float32Array(rows.data.length * times);
  for (let copy = 0; copy < times; copy++) data.set(rows.data, copy * rows.data.length);
  return { n: rows.n * times, d: rows.d, data };
}

export function tieCases(under: EngineUnderTest): void {
  describe('rows equally far', () => {
    const engine = openedEngine(under);

    // Cosines of integer vectors are no integers, so that rounding may tell equal ones apart.
    it.each(['l2', 'dot', 'l1'] as const)('come by the smaller id, by %s', async (metric) => {
      for (const [n, d, k] of [
        [64, 1, 10],
        [1023, 3, 10],
        [1023, 3, 100],
        [64, 128, 64],
      ] as const) {
        const base = integerRows(n, d, n + d);
        const queries = integerRows(5, d, 3);
        const set = await engine().load(sourceOf(base), metric);
        expectExactly(await set.knn(queries, k), { metric, base, queries, k });
        await set.free();
      }
    });

    it.each([
      'l2',
      'cosine',
      'dot',
      'l1',
    ] as const)('are all found when they are one row, by %s', async (metric) => {
      const row = realRows(1, 3, 5);
      const set = await engine().load(sourceOf(repeated(row, 200)), metric);
      const { ids } = await set.knn(realRows(2, 3, 6), 20);
      const first = Array.from({ length: 20 }, (_, id) => id);
      expect(Array.from(ids)).toEqual([...first, ...first]);
      await set.free();
    });

    it('come one after the other when rows are duplicates', async () => {
      const once = realRows(50, 128, 7);
      const set = await engine().load(sourceOf(repeated(once, 3)), 'l2');
      const answer = await set.knn(once, 3);
      for (let query = 0; query < once.n; query++) {
        expect(answerOf(answer, query)).toEqual({
          ids: [query, query + 50, query + 100],
          distances: [0, 0, 0],
        });
      }
      await set.free();
    });
  });
}
