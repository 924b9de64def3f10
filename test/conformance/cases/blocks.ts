import { describe, expect, it } from 'vitest';
import { METRICS, type Neighbours, type Rows, type VectorSource } from '../../../src/backends/backend.js';
import { expectExactly, expectNearest } from '../check-neighbours.js';
import type { EngineUnderTest } from '../engines-under-test.js';
import { integerRows, realRows, sourceOf } from '../vectors.js';
import { openedEngine } from './opened-engine.js';

const N = 301;
const D = 8;
/** Holds two blocks of 60 rows: five blocks and a rest of one row. */
const MEMORY_BYTES = 2 * 60 * D * Float32Array.BYTES_PER_ELEMENT;

const MANY = 210_000;
/** Rows for two blocks of which a budget has room, if the engine has no copies of its own: fewer otherwise. */
const BLOCK_SIZES = [1000, 100_000] as const;
const bytesFor = (blockRows: number) => 2 * blockRows * D * Float32Array.BYTES_PER_ELEMENT;

/** A source that says how many rows were read at once. */
function watched(rows: Rows): VectorSource & { most(): number } {
  const source = sourceOf(rows);
  let most = 0;
  return {
    ...source,
    most: () => most,
    async read(start, count, into) {
      most = Math.max(most, count);
      await source.read(start, count, into);
    },
  };
}

export function blockCases(under: EngineUnderTest): void {
  // The oracle has blocks of its own, whatever the budget.
  describe.skipIf(under.name.startsWith('reference'))('blocks of 1,000 rows at most and of 100,000', () => {
    const engines = BLOCK_SIZES.map((rows) => openedEngine(under, { memoryBytes: bytesFor(rows) }));

    it('give one answer', async () => {
      const base = realRows(MANY, D, 5);
      const queries = realRows(3, D, 6);
      const blockRows: number[] = [];
      const answers: Neighbours[] = [];
      for (const engine of engines) {
        const source = watched(base);
        const set = await engine().load(source, 'l2');
        answers.push(await set.knn(queries, 10));
        blockRows.push(source.most());
        await set.free();
      }
      const [small = 0, large = 0] = blockRows;
      expect(small).toBeLessThanOrEqual(1000);
      expect(large).toBeLessThanOrEqual(100_000);
      expect(large).toBeGreaterThan(20 * small);
      const [bySmall, byLarge] = answers;
      expect(bySmall).toEqual(byLarge);
    });
  });

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
