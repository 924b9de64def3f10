import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  METRICS,
  type Metric,
  type Neighbours,
  type Precision,
  type Rows,
} from '../../../src/backends/backend.js';
import { EXACT_DISTANCE } from '../../../src/backends/shared/exact-distance.js';
import { NearestLists } from '../../../src/backends/shared/kernels/nearest-lists.js';
import { checkExact } from '../../../src/suites/knn/check.js';
import { MemorySource, rowsOf } from '../../backends-shared/memory-source.js';

/** The right answer, by looking at every row. */
function search(base: Rows, queries: Rows, metric: Metric, k: number): Neighbours {
  const nearest = new NearestLists(queries.n, k);
  for (let q = 0; q < queries.n; q++) {
    for (let id = 0; id < base.n; id++) {
      nearest.offer(q, EXACT_DISTANCE[metric](queries.data, q * base.d, base.data, id * base.d, base.d), id);
    }
  }
  return { queries: queries.n, k, ids: nearest.ids, distances: nearest.distances };
}

function check(
  base: Rows,
  queries: Rows,
  answer: Neighbours,
  metric: Metric = 'l2',
  precision: Precision = 'float64',
) {
  const truth = search(base, queries, metric, answer.k);
  return checkExact(answer, {
    base: new MemorySource(base),
    queries,
    metric,
    precision,
    truth: { k: truth.k, distances: truth.distances },
  });
}

/** An answer with some of its entries changed, their distances those of the new rows unless given. */
function changed(answer: Neighbours, ids: readonly number[], distances?: readonly number[]): Neighbours {
  return {
    ...answer,
    ids: Int32Array.from(ids),
    distances: distances ? Float64Array.from(distances) : answer.distances,
  };
}

// On a line, with the query at the origin: row i is at distance i + 1, rows 3 and 4 tie.
const line = rowsOf([[1], [2], [3], [4], [-4], [5]]);
const origin = rowsOf([[0]]);
const right = search(line, origin, 'l2', 3);

describe('checkExact', () => {
  it('passes the right answer with a recall of 1', async () => {
    expect(await check(line, origin, right)).toEqual({ check: 'pass', quality: { recall: 1 } });
  });

  it.each(METRICS)('passes what an exact search by %s finds in any vectors', async (metric) => {
    const coordinate = fc.integer({ min: -3, max: 3 });
    const vectors = (most: number) =>
      fc
        .array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: most })
        .map((rows) => rowsOf(rows));
    await fc.assert(
      fc.asyncProperty(vectors(12), vectors(3), fc.integer({ min: 1, max: 12 }), async (base, queries, k) => {
        const answer = search(base, queries, metric, Math.min(k, base.n));
        expect(await check(base, queries, answer, metric)).toEqual({ check: 'pass', quality: { recall: 1 } });
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it.each([
    ['a row returned twice', [0, 1, 1], [1, 2, 2], 'query 0: an id is returned twice'],
    ['a row past the end', [0, 1, 6], [1, 2, 3], 'query 0: id 6 is not within 0..5'],
    ['a row before the beginning', [0, 1, -1], [1, 2, 3], 'query 0: id -1 is not within 0..5'],
    [
      'a distance that is not that of its row',
      [0, 1, 2],
      [1, 2, 3.001],
      'query 0: row 2 is at 3, reported at 3.001',
    ],
    [
      'a distance that is no number',
      [0, 1, 2],
      [1, 2, Number.NaN],
      'query 0: row 2 is at 3, reported at NaN',
    ],
    ['distances that do not ascend', [1, 0, 2], [2, 1, 3], 'query 0: distances do not ascend at rank 1'],
  ])('fails %s', async (_, ids, distances, reason) => {
    expect(await check(line, origin, changed(right, ids, distances))).toEqual({
      check: 'fail',
      reason,
      quality: { recall: 0 },
    });
  });

  it('fails ids swapped under the distances that belong there', async () => {
    const { check: verdict, reason } = await check(line, origin, changed(right, [1, 0, 2]));
    expect([verdict, reason]).toEqual(['fail', 'query 0: row 1 is at 2, reported at 1']);
  });

  it('fails a row that is too far, with the recall of the rest', async () => {
    expect(await check(line, origin, changed(right, [0, 1, 5], [1, 2, 5]))).toEqual({
      check: 'fail',
      reason: 'query 0: row 5 at 5 is farther than the true k-th neighbour at 3',
      quality: { recall: 2 / 3 },
    });
  });

  it.each<[string, Partial<Neighbours>]>([
    ['queries', { queries: 2 }],
    ['neighbours', { k: 2 }],
    ['ids', { ids: Int32Array.from([0, 1]) }],
  ])('fails an answer of another number of %s', async (_, more) => {
    const report = await checkExact(
      { ...right, ...more },
      {
        base: new MemorySource(line),
        queries: origin,
        metric: 'l2',
        precision: 'float64',
        truth: { k: 3, distances: right.distances },
      },
    );
    expect(report.check).toBe('fail');
    expect(report.reason).toMatch(/^expected 1 x 3 neighbours, got /);
  });

  it('fails an answer whose distances are missing', async () => {
    const report = await check(line, origin, changed(right, [0, 1, 2], [1, 2]));
    expect(report).toMatchObject({ check: 'fail', reason: 'query 0: row 2 is at 3, reported at NaN' });
  });

  it('looks at every query', async () => {
    const queries = rowsOf([[0], [10]]);
    const both = search(line, queries, 'l2', 1);
    expect(await check(line, queries, both)).toMatchObject({ check: 'pass' });
    expect(await check(line, queries, changed(both, [0, 3], [1, 6]))).toMatchObject({
      check: 'fail',
      reason: 'query 1: row 3 at 6 is farther than the true k-th neighbour at 5',
      quality: { recall: 0.5 },
    });
  });

  it('lets either of two rows that tie at the k-th distance count', async () => {
    const four = search(line, origin, 'l2', 4);
    expect([...four.ids]).toEqual([0, 1, 2, 3]);
    expect(await check(line, origin, changed(four, [0, 1, 2, 4]))).toEqual({
      check: 'pass',
      quality: { recall: 1 },
    });
  });

  it('fails a distance of vectors so small that any would seem near', async () => {
    const tiny = rowsOf([[1e-9], [2e-9], [3e-9]]);
    const answer = search(tiny, origin, 'l2', 2);
    expect(await check(tiny, origin, answer)).toMatchObject({ check: 'pass' });
    expect(await check(tiny, origin, changed(answer, [0, 1], [0, 0]))).toMatchObject({ check: 'fail' });
    expect(await check(tiny, origin, changed(answer, [0, 2], [1e-9, 3e-9]), 'l2', 'float64')).toMatchObject({
      check: 'fail',
    });
  });
});

describe('the tolerance of a selection', () => {
  // Neighbours in single precision, so that a distance by norms and an inner product cannot tell them apart.
  const queries = rowsOf([[-1]]);
  const second = (base: Rows) => {
    const { ids, distances } = search(base, queries, 'l2', 2);
    return { queries: 1, k: 1, ids: ids.subarray(1), distances: distances.subarray(1) };
  };

  it.each<[Precision, 'pass' | 'fail']>([
    ['float64', 'fail'],
    ['float32', 'pass'],
    ['float16', 'pass'],
  ])('of %s arithmetic lets a near tie %s', async (precision, verdict) => {
    const base = rowsOf([[1], [1 + 2 ** -23], [2]]);
    expect(await check(base, queries, second(base), 'l2', precision)).toMatchObject({ check: verdict });
  });

  it.each<[Precision, 'pass' | 'fail']>([
    ['float32', 'fail'],
    ['float16', 'pass'],
  ])('of %s arithmetic lets a wider miss %s', async (precision, verdict) => {
    const base = rowsOf([[1], [1 + 2 ** -10], [2]]);
    expect(await check(base, queries, second(base), 'l2', precision)).toMatchObject({ check: verdict });
  });

  it.each(METRICS)('never lets a %s neighbour pass that is plainly farther', async (metric) => {
    const base = rowsOf([
      [2, 1],
      [-1, 0.5],
    ]);
    const far = rowsOf([[2, 2]]);
    const { ids, distances } = search(base, far, metric, 2);
    const answer = { queries: 1, k: 1, ids: ids.subarray(1), distances: distances.subarray(1) };
    expect(await check(base, far, answer, metric, 'float32')).toMatchObject({ check: 'fail' });
  });
});
