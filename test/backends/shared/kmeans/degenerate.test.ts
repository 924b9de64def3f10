import { describe, expect, it } from 'vitest';
import { KMEANS_ALGORITHMS, type Rows } from '../../../../src/backends/backend.js';
import { loadApproximate } from '../approximate-kernels.js';
import { requestOf, rowsOf, startAt } from './problems.js';

const ONE_TO_NINE = rowsOf(1, 1, 2, 3, 4, 5, 6, 7, 8, 9);

const fitted = async (rows: Rows, ids: readonly number[], options: Parameters<typeof requestOf>[1] = {}) =>
  (await loadApproximate(rows, 'l2')).kmeans(requestOf(startAt(rows, ids), options));

describe.each(KMEANS_ALGORITHMS)('K-Means by %s', (algorithm) => {
  it('gives the mean of all rows for k = 1', async () => {
    const { centroids, inertia, labels } = await fitted(ONE_TO_NINE, [0], { algorithm });
    expect([...centroids.data]).toEqual([5]);
    expect(inertia).toBe(60);
    expect(new Set(labels)).toEqual(new Set([0]));
  });

  it('leaves nothing over for k = n', async () => {
    const { labels, inertia } = await fitted(ONE_TO_NINE, [8, 7, 6, 5, 4, 3, 2, 1, 0], { algorithm });
    expect([...labels]).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(inertia).toBe(0);
  });

  it('gives rows that are all equal to the first centroid', async () => {
    const rows = rowsOf(2, ...Array(10).fill(7));
    const { labels, inertia, converged } = await fitted(rows, [0, 1, 2], { algorithm });
    expect([...labels]).toEqual([0, 0, 0, 0, 0]);
    expect(inertia).toBe(0);
    expect(converged).toBe(true);
  });

  it('splits duplicates from what is not one', async () => {
    const rows = rowsOf(1, 4, 4, 4, 9, 4, 9);
    const { labels, inertia } = await fitted(rows, [0, 3], { algorithm });
    expect([...labels]).toEqual([0, 0, 0, 1, 0, 1]);
    expect(inertia).toBe(0);
  });

  it('gives an empty cluster the farthest row, the first of several', async () => {
    const rows = rowsOf(1, 0, 1, 2, 50, 50, -48);
    const { centroids, inertia } = await fitted(rows, [1, 1, 1], { algorithm, batchRows: 6 });
    expect([...centroids.data].sort((a, b) => a - b)).toEqual([-48, 1, 50]);
    expect(inertia).toBe(2);
  });

  it('keeps what no row wants where every row is at its centroid', async () => {
    const rows = rowsOf(1, 3, 3, 5, 5);
    const { centroids, labels } = await fitted(rows, [0, 2, 1], { algorithm });
    expect([...centroids.data]).toEqual([3, 5, 3]);
    expect([...labels]).toEqual([0, 0, 1, 1]);
  });

  it('only assigns for maxIterations = 0', async () => {
    const { centroids, inertias, iterations, converged } = await fitted(ONE_TO_NINE, [0, 8], {
      algorithm,
      maxIterations: 0,
    });
    expect([...centroids.data]).toEqual([1, 9]);
    expect([...inertias]).toEqual([0 + 1 + 4 + 9 + 16 + 9 + 4 + 1 + 0]);
    expect(iterations).toBe(0);
    expect(converged).toBe(false);
  });
});

describe('spherical K-Means', () => {
  const byCosine = async (
    rows: Rows,
    ids: readonly number[],
    options: Parameters<typeof requestOf>[1] = {},
  ) => (await loadApproximate(rows, 'cosine')).kmeans(requestOf(startAt(rows, ids), options));

  it('looks at directions and not at lengths', async () => {
    const rows = rowsOf(2, 1, 0, 100, 1, 0, 0.1, 1, 90);
    const { labels, centroids } = await byCosine(rows, [0, 2]);
    expect([...labels]).toEqual([0, 0, 1, 1]);
    for (const c of [0, 1]) {
      expect(Math.hypot(...centroids.data.subarray(2 * c, 2 * c + 2))).toBeCloseTo(1, 15);
    }
  });

  it('takes the mean of directions, or of the rows as they are', async () => {
    const rows = rowsOf(2, 3, 0, 0, 4);
    const directions = await byCosine(rows, [0]);
    const vectors = await byCosine(rows, [0], { cosineMean: 'vectors' });
    expect(directions.centroids.data[0]).toBeCloseTo(Math.SQRT1_2, 15);
    expect(vectors.centroids.data[0]).toBeCloseTo(0.6, 15);
    expect(directions.inertia).toBeCloseTo(2 - Math.SQRT2, 14);
    expect(vectors.inertia).toBeCloseTo(2 - 1.4, 14);
  });

  it('puts zero rows at 1 from every centroid, so with the first', async () => {
    const rows = rowsOf(2, 1, 0, 0, 0, 0, 1, 0, 0);
    const { labels, inertia } = await byCosine(rows, [2, 0]);
    expect([...labels]).toEqual([1, 0, 0, 0]);
    expect(inertia).toBe(2);
  });

  it('keeps a centroid whose rows cancel', async () => {
    const rows = rowsOf(2, 1, 0, -1, 0);
    const { centroids } = await byCosine(rows, [0]);
    expect([...centroids.data]).toEqual([1, 0]);
  });
});
