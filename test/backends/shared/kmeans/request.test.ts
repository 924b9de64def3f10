import { describe, expect, it } from 'vitest';
import { NonFiniteError, ShapeError } from '../../../../src/backends/shared/errors.js';
import { UnsupportedError } from '../../../../src/backends/shared/unsupported-error.js';
import { loadApproximate } from '../approximate-kernels.js';
import { requestOf, rowsOf } from './problems.js';

const ROWS = rowsOf(2, 0, 0, 1, 1, 2, 2);
const centroids = (k: number, d: number, ...data: number[]) => ({ k, d, data: Float64Array.from(data) });

describe('a K-Means request', () => {
  it.each([
    ['another dimension', centroids(1, 3, 0, 0, 0), 'expected centroids of d = 2, got d = 3'],
    ['more centroids than rows', centroids(4, 2, 0, 0, 1, 1, 2, 2, 3, 3), 'between 1 and 3 centroids, got 4'],
    ['no centroids', centroids(0, 2), 'between 1 and 3 centroids, got 0'],
    ['too few numbers', centroids(2, 2, 0, 0, 1), 'expected 2 x 2 floats of centroids, got 3'],
  ])('with %s is refused', async (_, start, message) => {
    const vectors = await loadApproximate(ROWS, 'l2');
    const failure = await vectors.kmeans(requestOf(start)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ShapeError);
    expect((failure as Error).message).toContain(message);
  });

  it('with a centroid that is not finite is refused, naming it', async () => {
    const vectors = await loadApproximate(ROWS, 'l2');
    const failure = vectors.kmeans(requestOf(centroids(2, 2, 0, 0, 1, Number.NaN)));
    await expect(failure).rejects.toThrow(NonFiniteError);
    await expect(failure).rejects.toMatchObject({ row: 1, column: 1 });
  });

  it.each(['dot', 'l1'] as const)('under %s has no mean to be the centre', async (metric) => {
    const vectors = await loadApproximate(ROWS, metric);
    await expect(vectors.kmeans(requestOf(centroids(1, 2, 0, 0)))).rejects.toThrow(UnsupportedError);
  });

  it('leaves its start as it was', async () => {
    const start = centroids(1, 2, 3, 4);
    await (await loadApproximate(ROWS, 'cosine')).kmeans(requestOf(start));
    expect([...start.data]).toEqual([3, 4]);
  });
});

describe('convergence', () => {
  const spread = { n: 40, d: 1, data: Float32Array.from({ length: 40 }, (_, i) => i * i) };
  const start = centroids(3, 1, 0, 1, 4);

  it('ends when centroids move less than the tolerance asks, with labels of the final ones', async () => {
    const vectors = await loadApproximate(spread, 'l2');
    const loose = await vectors.kmeans(requestOf(start, { maxIterations: 100, tolerance: 0.6 }));
    const strict = await vectors.kmeans(requestOf(start, { maxIterations: 100, tolerance: 0 }));
    expect(loose.converged).toBe(true);
    expect(strict.converged).toBe(true);
    expect(loose.iterations).toBeLessThan(strict.iterations);
    expect(loose.inertia).toBeGreaterThan(strict.inertia);
  });

  it('takes as many iterations for data that is moved and scaled', async () => {
    const moved = { ...spread, data: spread.data.map((value) => 1024 * value + 2 ** 20) };
    const movedStart = { ...start, data: start.data.map((value) => 1024 * value + 2 ** 20) };
    const request = { maxIterations: 100, tolerance: 0.05 };
    const here = await (await loadApproximate(spread, 'l2')).kmeans(requestOf(start, request));
    const there = await (await loadApproximate(moved, 'l2')).kmeans(requestOf(movedStart, request));
    expect(there.iterations).toBe(here.iterations);
    expect(there.inertia).toBeCloseTo(here.inertia * 2 ** 20, -3);
  });
});

describe('Hamerly bounds', () => {
  it('ask for a fraction of the distances once clusters stand', async () => {
    const n = 300;
    // Four clusters in a row, all centroids beginning in the first.
    const data = Float32Array.from(
      { length: 2 * n },
      (_, i) => ((i % 8) >> 1) * 30 + ((i * 7919) % 101) / 10,
    );
    const vectors = await loadApproximate({ n, d: 2, data }, 'l2');
    const start = centroids(4, 2, 0, 0, 1, 1, 2, 2, 3, 3);
    const lloyd = await vectors.kmeans(requestOf(start, { maxIterations: 50 }));
    const hamerly = await vectors.kmeans(requestOf(start, { maxIterations: 50, algorithm: 'hamerly' }));
    expect(lloyd.iterations).toBeGreaterThan(4);
    expect(hamerly.labels).toEqual(lloyd.labels);
    expect(hamerly.pairs).toBeLessThan(lloyd.pairs / 2);
  });
});
