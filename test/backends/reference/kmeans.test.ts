import { describe, expect, it } from 'vitest';
import type { KMeansRequest, Rows } from '../../../src/backends/backend.js';
import { plainKMeans } from '../../../src/backends/reference/kmeans.js';
import { ShapeError } from '../../../src/backends/shared/errors.js';
import { UnsupportedError } from '../../../src/backends/shared/unsupported-error.js';

const line = (...values: number[]): Rows => ({ n: values.length, d: 1, data: Float32Array.from(values) });
const request = (
  k: number,
  d: number,
  data: readonly number[],
  more: Partial<KMeansRequest> = {},
): KMeansRequest => ({
  start: { k, d, data: Float64Array.from(data) },
  algorithm: 'lloyd',
  maxIterations: 10,
  tolerance: 0,
  ...more,
});

describe("the oracle's K-Means", () => {
  it('does by the book what can be done by hand', () => {
    // 0 and 2 are nearer to 1, 7 to 8, 5 to 8 at first; then the centroids are 1 and 6, and stay.
    const fit = plainKMeans(line(0, 2, 5, 7), 'l2', request(2, 1, [1, 8]));
    expect([...fit.labels]).toEqual([0, 0, 1, 1]);
    expect([...fit.centroids.data]).toEqual([1, 6]);
    expect([...fit.inertias]).toEqual([1 + 1 + 9 + 1, 4, 4]);
    expect(fit).toMatchObject({ inertia: 4, iterations: 2, converged: true });
  });

  it('ends with labels of its last centroids, however few updates it may make', () => {
    const fit = plainKMeans(line(0, 4, 5, 12), 'l2', request(2, 1, [0, 4], { maxIterations: 1 }));
    // 0 stands alone at first; of the centroids 0 and 7 then, 4 is nearer to 7 and 5 too.
    expect([...fit.centroids.data]).toEqual([0, 7]);
    expect([...fit.labels]).toEqual([0, 1, 1, 1]);
    expect(fit).toMatchObject({ inertia: 9 + 4 + 25, iterations: 1, converged: false });
  });

  it('gives the farthest row, the first of two, to a cluster without any', () => {
    const fit = plainKMeans(line(1, 9, -7, 1), 'l2', request(2, 1, [1, 1], { maxIterations: 1 }));
    expect([...fit.centroids.data]).toEqual([-5 / 3, 9]);
  });

  it('moves a mini-batch at a time to the mean of all rows a cluster was given', () => {
    const fit = plainKMeans(
      line(0, 2, 10, 4),
      'l2',
      request(2, 1, [0, 10], { algorithm: 'minibatch', batchRows: 2, maxIterations: 1 }),
    );
    // 0 and 2 make 1; then 10 stays and 4 makes (0 + 2 + 4) / 3.
    expect([...fit.centroids.data]).toEqual([2, 10]);
    expect([...fit.inertias]).toEqual([0 + 4 + 0 + 9, 4 + 0 + 0 + 4]);
  });

  it('turns centroids towards the mean direction for cosine, and a zero row is at 1 from all', () => {
    const rows: Rows = { n: 3, d: 2, data: Float32Array.of(2, 0, 0, 1, 0, 0) };
    const fit = plainKMeans(rows, 'cosine', request(1, 2, [5, 0]));
    expect([...fit.centroids.data].map((value) => value.toFixed(12))).toEqual(
      [Math.SQRT1_2, Math.SQRT1_2].map((value) => value.toFixed(12)),
    );
    expect(fit.inertia).toBeCloseTo(3 - Math.SQRT2, 12);
  });

  it('refuses a start that does not fit and a metric without means', () => {
    const rows = line(1, 2);
    expect(() => plainKMeans(rows, 'l2', request(3, 1, [1, 2, 3]))).toThrow(ShapeError);
    expect(() => plainKMeans(rows, 'l2', request(1, 2, [1, 2]))).toThrow(ShapeError);
    expect(() => plainKMeans(rows, 'l2', request(1, 1, [Number.NaN]))).toThrow(ShapeError);
    expect(() => plainKMeans(rows, 'l1', request(1, 1, [1]))).toThrow(UnsupportedError);
  });
});
