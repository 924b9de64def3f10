import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS, type Metric, type Neighbours, type Rows } from '../../../src/backends/backend.js';
import { EXACT_DISTANCE } from '../../../src/backends/shared/exact-distance.js';
import { NearestLists } from '../../../src/backends/shared/kernels/nearest-lists.js';
import { checkApproximate } from '../../../src/suites/ann/check.js';
import { rowsFrom } from '../../backends/shared/ivf/indexes.js';
import { MemorySource, rowsOf } from '../../backends-shared/memory-source.js';

const BASE = rowsOf([
  [0, 0],
  [1, 0],
  [2, 0],
  [3, 0],
  [4, 0],
]);
const QUERIES = rowsOf([
  [0, 0],
  [4, 0],
]);

function search(base: Rows, queries: Rows, metric: Metric, k: number): Neighbours {
  const nearest = new NearestLists(queries.n, k);
  for (let q = 0; q < queries.n; q++) {
    for (let id = 0; id < base.n; id++) {
      nearest.offer(q, EXACT_DISTANCE[metric](queries.data, q * base.d, base.data, id * base.d, base.d), id);
    }
  }
  return { queries: queries.n, k, ids: nearest.ids, distances: nearest.distances };
}

const answer = (ids: readonly number[], distances: readonly number[], k = 2): Neighbours => ({
  queries: ids.length / k,
  k,
  ids: Int32Array.from(ids),
  distances: Float64Array.from(distances),
});

function check(of: Neighbours, reports: 'float64' | 'float32' = 'float64') {
  const truth = search(BASE, QUERIES, 'l2', 2);
  return checkApproximate(of, {
    base: new MemorySource(BASE),
    queries: QUERIES,
    metric: 'l2',
    reports,
    truth,
  });
}

describe('the check of an approximate answer', () => {
  it('passes the true neighbours with a recall of 1', async () => {
    expect(await check(answer([0, 1, 4, 3], [0, 1, 0, 1]))).toEqual({
      check: 'pass',
      quality: { recall: 1, recallCiLow: 1, recallCiHigh: 1 },
    });
  });

  it('counts rows farther than the k-th neighbour as missed, and wrong they are not', async () => {
    const { check: verdict, quality } = await check(answer([0, 3, 4, 3], [0, 3, 0, 1]));
    expect(verdict).toBe('pass');
    expect(quality.recall).toBe(0.75);
    expect(quality.recallCiLow).toBe(0.5);
    expect(quality.recallCiHigh).toBe(1);
  });

  it('counts neighbours that were not found as missed', async () => {
    const infinity = Number.POSITIVE_INFINITY;
    const { check: verdict, quality } = await check(
      answer([0, -1, -1, -1], [0, infinity, infinity, infinity]),
    );
    expect([verdict, quality.recall]).toEqual(['pass', 0.25]);
  });

  it('counts any of the rows that are as far away as the k-th', async () => {
    const base = rowsOf([[0], [1], [-1], [5]]);
    const queries = rowsOf([[0]]);
    const truth = search(base, queries, 'l2', 2);
    const given = answer([0, 2], [0, 1]);
    const input = { base: new MemorySource(base), queries, metric: 'l2', reports: 'float64', truth } as const;
    expect((await checkApproximate(given, input)).quality.recall).toBe(1);
  });

  it.each([
    ['an id twice', [0, 0, 4, 3], [0, 0, 0, 1], 'query 0: an id is returned twice'],
    ['an id that does not exist', [0, 1, 4, 5], [0, 1, 0, 1], 'query 1: id 5 is not within 0..4'],
    ['a negative id', [0, -2, 4, 3], [0, 1, 0, 1], 'query 0: id -2 is not within 0..4'],
    ['an id after one not found', [-1, 0, 4, 3], [0, 0, 0, 1], 'query 0: an id follows one of -1'],
    ['a wrong distance', [0, 1, 4, 3], [0, 1.01, 0, 1], 'query 0: row 1 is at 1, reported at 1.01'],
    ['the square of a distance', [0, 3, 4, 3], [0, 9, 0, 1], 'query 0: row 3 is at 3, reported at 9'],
    ['no distance', [0, 1, 4, 3], [0, Number.NaN, 0, 1], 'query 0: row 1 is at 1, reported at NaN'],
    ['the wrong order', [1, 0, 4, 3], [1, 0, 0, 1], 'query 0: distances do not ascend at rank 1'],
  ])('fails %s', async (_, ids, distances, reason) => {
    expect(await check(answer(ids, distances))).toEqual({ check: 'fail', reason, quality: {} });
  });

  it('fails an answer of another shape', async () => {
    const { reason } = await check(answer([0, 4], [0, 0], 1));
    expect(reason).toBe('expected 2 x 2 neighbours, got 2 x 1');
  });

  it('forgives float32 distances their rounding, and float64 ones not', async () => {
    const given = answer([0, 1, 4, 3], [0, 1 + 1.1e-6, 0, 1]);
    expect((await check(given, 'float32')).check).toBe('pass');
    expect((await check(given)).check).toBe('fail');
  });

  it('gives what an index has, by every metric, the recall that sets of ids have where there are no ties', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...METRICS),
        fc.integer({ min: 0, max: 2 ** 31 }),
        fc.subarray([...Array(12).keys()], { minLength: 3 }),
        async (metric, seed, seen) => {
          const base = rowsFrom(seed, 12, 3, 'clustered');
          const queries = { n: 2, d: 3, data: base.data.slice(0, 6).map((x) => x + 0.5) };
          const truth = search(base, queries, metric, 3);
          fc.pre(strictlyApart(base, queries, metric));
          const part = {
            n: seen.length,
            d: 3,
            data: Float32Array.from(seen.flatMap((id) => [...base.data.subarray(3 * id, 3 * id + 3)])),
          };
          const found = search(part, queries, metric, 3);
          const ids = found.ids.map((id) => seen[id] ?? -1);
          const input = { base: new MemorySource(base), queries, metric, reports: 'float64', truth } as const;
          const report = await checkApproximate({ ...found, ids }, input);
          const hits = [0, 1].flatMap((q) =>
            [...ids.subarray(3 * q, 3 * q + 3)].filter((id) =>
              truth.ids.subarray(3 * q, 3 * q + 3).includes(id),
            ),
          );
          expect(report.quality.recall).toBeCloseTo(hits.length / 6, 12);
        },
      ),
      { seed: 3, numRuns: 60 },
    );
  });
});

function strictlyApart(base: Rows, queries: Rows, metric: Metric): boolean {
  const { distances } = search(base, queries, metric, base.n);
  return [...distances].every((distance, i) => i % base.n === 0 || distance - (distances[i - 1] ?? 0) > 1e-5);
}
