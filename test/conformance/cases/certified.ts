import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Metric, Rows } from '../../../src/backends/backend.js';
import { EXACT_DISTANCE } from '../../../src/backends/shared/exact-distance.js';
import type { EngineUnderTest } from '../engines-under-test.js';
import { answerOf } from '../truth.js';
import { distantRows, integerRows, realRows, rowsOf, sourceOf } from '../vectors.js';
import { openedEngine } from './opened-engine.js';

/** For l1 there is no bound worth having. */
const CERTIFIED_METRICS = ['l2', 'cosine', 'dot'] as const;

const map = (rows: Rows, value: (x: number, at: number) => number): Rows => ({
  ...rows,
  data: rows.data.map(value),
});

/** What a scan in float64 of every pair answers, ties by the smaller id. */
function bruteForce(metric: Metric, base: Rows, queries: Rows, query: number, k: number) {
  const distance = EXACT_DISTANCE[metric];
  const all = Array.from({ length: base.n }, (_, id) => ({
    id,
    distance: distance(queries.data, query * base.d, base.data, id * base.d, base.d),
  })).sort((a, b) => a.distance - b.distance || a.id - b.id);
  const first = all.slice(0, k);
  return { ids: first.map(({ id }) => id), distances: first.map((pair) => pair.distance) };
}

const ULP = 2 ** -23;

/** Inputs that tempt a bound to be wrong: base and queries of d = 24. */
const ADVERSARIAL: Readonly<Record<string, readonly [base: Rows, queries: Rows]>> = {
  'rows that differ by the last bit': [
    map(integerRows(300, 24, 1), (x, at) => 1 + ((x + at) % 3) * ULP),
    map(realRows(4, 24, 2), (x) => 1 + x / 2 ** 20),
  ],
  'long vectors close together': [distantRows(300, 24, 3), distantRows(4, 24, 4)],
  'values near the largest floats': [
    map(realRows(300, 24, 5), (x) => x * 3e38),
    map(realRows(4, 24, 6), (x) => x * 3e38),
  ],
  'values below the smallest normal floats': [
    map(realRows(300, 24, 7), (x) => x * 1e-39),
    map(realRows(4, 24, 8), (x) => x * 1e-39),
  ],
  'one coordinate that dwarfs the others': [
    map(realRows(300, 24, 9), (x, at) => (at % 24 === 5 ? 1e6 : x)),
    map(realRows(4, 24, 10), (x, at) => (at % 24 === 5 ? 1e6 : x)),
  ],
  'rows of very different lengths': [
    map(realRows(300, 24, 11), (x, at) => x * 10 ** ((Math.floor(at / 24) % 13) - 6)),
    realRows(4, 24, 12),
  ],
  'rows that are all the same': [map(realRows(300, 24, 13), (_, at) => (at % 24) / 7), realRows(4, 24, 14)],
  'zero vectors among others': [
    map(realRows(300, 24, 15), (x, at) => (Math.floor(at / 24) % 3 === 0 ? 0 : x)),
    map(realRows(4, 24, 16), (x, at) => (at < 24 ? 0 : x)),
  ],
  'many equal distances': [integerRows(300, 24, 17), integerRows(4, 24, 18)],
};

const value = fc.oneof(
  fc.float({ min: -2, max: 2, noNaN: true }),
  fc.constantFrom(0, 1, -1, Math.fround(1e30), Math.fround(1e-40), Math.fround(1 + ULP)),
  fc.integer({ min: -3, max: 3 }),
);

export function certifiedCases(under: EngineUnderTest): void {
  if (!under.precisions.includes('certified')) return;
  describe('a certified search', () => {
    const engine = openedEngine(under, { precision: 'certified', threads: 2 });

    async function expectBruteForce(metric: Metric, base: Rows, queries: Rows, k: number) {
      const set = await engine().load(sourceOf(base), metric);
      const answer = await set.knn(queries, k);
      for (let query = 0; query < queries.n; query++) {
        expect(answerOf(answer, query)).toEqual(bruteForce(metric, base, queries, query, k));
      }
      await set.free();
      return answer;
    }

    describe.each(CERTIFIED_METRICS)('by %s', (metric) => {
      it.each(Object.entries(ADVERSARIAL))('answers as brute force does with %s', async (_, [
        base,
        queries,
      ]) => {
        for (const k of [1, 10, 299]) await expectBruteForce(metric, base, queries, k);
      });

      it('answers as brute force does whatever the vectors', async () => {
        const rows = (d: number, most: number) =>
          fc
            .array(fc.array(value, { minLength: d, maxLength: d }), { minLength: 1, maxLength: most })
            .map((vectors) => rowsOf(...vectors));
        const questions = fc
          .integer({ min: 1, max: 40 })
          .chain((d) => fc.tuple(rows(d, 40), rows(d, 3), fc.integer({ min: 1, max: 12 })));
        await fc.assert(
          fc.asyncProperty(questions, async ([base, queries, k]) => {
            await expectBruteForce(metric, base, queries, Math.min(k, base.n));
          }),
          { numRuns: 60 },
        );
      });

      it('measures few rows again where distances spread, and says how many', async () => {
        const { reranked } = await expectBruteForce(
          metric,
          realRows(4000, 128, 19),
          realRows(8, 128, 20),
          10,
        );
        expect(reranked).toBeGreaterThanOrEqual(8 * 10);
        expect(reranked).toBeLessThan(0.1 * 8 * 4000);
      });
    });

    it('is refused for l1, for which no bound is kept', async () => {
      await expect(engine().load(sourceOf(realRows(10, 3, 1)), 'l1')).rejects.toThrow(
        /certified.*l1|l1.*certified/,
      );
    });

    it('is float64 in what it decides', () => {
      expect(engine().identity.precision).toBe('float64');
    });
  });
}
