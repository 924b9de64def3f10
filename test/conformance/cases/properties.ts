import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Metric, Rows } from '../../../src/backends/backend.js';
import type { EngineUnderTest } from '../engines-under-test.js';
import { rowsOf as rowsOfVectors, sourceOf } from '../vectors.js';
import { openedEngine } from './opened-engine.js';

const D = 5;
const coordinate = fc.integer({ min: -50, max: 50 }).map((value) => value / 8);
const vector = fc.array(coordinate, { minLength: D, maxLength: D });
const vectors = (least: number) => fc.array(vector, { minLength: least, maxLength: 40 });

const rowsOf = (list: readonly (readonly number[])[]) => rowsOfVectors(...list);

/** Rows and the same rows in another order: `order[i]` is the row that comes i-th. */
const permuted = vectors(2).chain((list) => {
  const numbers = list.map((_, i) => i);
  return fc.record({
    list: fc.constant(list),
    order: fc.shuffledSubarray(numbers, { minLength: list.length, maxLength: list.length }),
  });
});

/** On software renderers each run takes tens of milliseconds. */
const RUNS = { numRuns: 25 };

export function propertyCases(under: EngineUnderTest): void {
  describe('neighbours', () => {
    const engine = openedEngine(under);

    async function nearest(base: Rows, metric: Metric, queries: Rows, k: number) {
      const set = await engine().load(sourceOf(base), metric);
      const answer = await set.knn(queries, k);
      await set.free();
      return answer;
    }

    it('move with the rows when these are permuted', async () => {
      await fc.assert(
        fc.asyncProperty(
          permuted,
          vector,
          fc.constantFrom('l2', 'l1', 'dot', 'cosine'),
          async (rows, query, metric) => {
            const { list, order } = rows;
            const queries = rowsOf([query]);
            const k = list.length;
            const before = await nearest(rowsOf(list), metric, queries, k);
            const moved = order.map((i) => list[i] ?? []);
            const after = await nearest(rowsOf(moved), metric, queries, k);
            expect(after.distances).toEqual(before.distances);
            // Rows equally far come by their new numbers, so only which rows have a distance is the same.
            const at = (answer: typeof before, numbers: readonly number[]) =>
              Array.from(answer.ids, (id, i) => `${answer.distances[i]} ${numbers[id]}`).sort();
            const unmoved = list.map((_, i) => i);
            expect(at(after, order)).toEqual(at(before, unmoved));
          },
        ),
        RUNS,
      );
    });

    it('by cosine stay when queries are scaled', async () => {
      await fc.assert(
        fc.asyncProperty(
          vectors(1),
          vector,
          fc.integer({ min: -20, max: 20 }),
          async (list, query, exponent) => {
            const base = rowsOf(list);
            // Powers of two change no rounding.
            const scaled = query.map((value) => value * 2 ** exponent);
            const answer = await nearest(base, 'cosine', rowsOf([query, scaled]), 10);
            const { k } = answer;
            expect(answer.ids.subarray(k)).toEqual(answer.ids.subarray(0, k));
            for (let i = 0; i < k; i++) {
              expect(answer.distances[k + i]).toBeCloseTo(answer.distances[i] ?? Number.NaN, 13);
            }
          },
        ),
        RUNS,
      );
    });

    it('by l2 of a vector are at the distance of their difference from zero', async () => {
      await fc.assert(
        fc.asyncProperty(vectors(1), vector, async (list, query) => {
          const there = await nearest(rowsOf(list), 'l2', rowsOf([query]), 10);
          const differences = list.map((row) => row.map((value, j) => value - (query[j] ?? 0)));
          const here = await nearest(rowsOf(differences), 'l2', rowsOf([query.map(() => 0)]), 10);
          expect(here).toEqual(there);
        }),
        RUNS,
      );
    });
  });
}
