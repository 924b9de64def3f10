import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Centroids,
  COSINE_MEANS,
  KMEANS_ALGORITHMS,
  type Metric,
  type Rows,
} from '../../../../src/backends/backend.js';
import { plainKMeans } from '../../../../src/backends/reference/kmeans.js';
import { loadApproximate } from '../approximate-kernels.js';
import { exactValues, generalProblems, problems, requestOf } from './problems.js';

describe.each(['float32', 'float64'] as const)('K-Means over %s kernels', (precision) => {
  it.each(
    KMEANS_ALGORITHMS,
  )('gives, by %s, the labels and inertias of plain float64 at every step', async (algorithm) => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(problems(['l2'], exactValues), generalProblems('cosine')),
        fc.constantFrom(...COSINE_MEANS),
        async ({ rows, metric, start }, cosineMean) => {
          const request = requestOf(start, { algorithm, cosineMean, batchRows: 7 });
          const vectors = await loadApproximate(rows, metric, { precision });
          const result = await vectors.kmeans(request);
          const expected = plainKMeans(rows, metric, request);
          expect(result.iterations).toBe(expected.iterations);
          expect(result.converged).toBe(expected.converged);
          expect([...result.labels]).toEqual([...expected.labels]);
          expect(result.inertias).toHaveLength(result.iterations + 1);
          for (const [i, inertia] of expected.inertias.entries()) {
            expect(Math.abs((result.inertias[i] ?? Number.NaN) - inertia)).toBeLessThanOrEqual(
              1e-9 * (1 + inertia),
            );
          }
          expect(result.inertia).toBe(result.inertias.at(-1));
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  it('labels every row with the nearest of the centroids it returns', async () => {
    await fc.assert(
      fc.asyncProperty(
        problems(),
        fc.constantFrom(...KMEANS_ALGORITHMS),
        async ({ rows, metric, start }, algorithm) => {
          const vectors = await loadApproximate(rows, metric, { precision });
          const { centroids, labels } = await vectors.kmeans(
            requestOf(start, { algorithm, maxIterations: 3 }),
          );
          for (const [i, label] of labels.entries()) {
            const scores = Array.from({ length: centroids.k }, (_, c) =>
              scoreOf(rows, i, metric, centroids, c),
            );
            const least = Math.min(...scores);
            expect(scores[label]).toBeLessThanOrEqual(least + 1e-12 * (1 + least));
          }
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  it('takes what an engine of its own assigns', async () => {
    const rows = { n: 4, d: 1, data: Float32Array.of(0, 1, 10, 11) };
    let calls = 0;
    const vectors = await loadApproximate(rows, 'l2', {
      precision,
      kernels: {
        async assign(block, centroids) {
          calls++;
          const distances = [...block.data].map((x) => [...centroids.data].map((c) => Math.abs(x - c)));
          const sorted = distances.map((of) => of.toSorted((a, b) => a - b));
          return {
            labels: Int32Array.from(distances.map((of, i) => of.indexOf(sorted[i]?.[0] ?? 0))),
            first: Float32Array.from(sorted.map(([first]) => first ?? 0)),
            second: Float32Array.from(sorted.map(([, second]) => second ?? Number.POSITIVE_INFINITY)),
          };
        },
        distances: async () => {
          throw new Error('not asked for');
        },
      },
    });
    const { labels, inertia } = await vectors.kmeans(
      requestOf({ k: 2, d: 1, data: Float64Array.of(0, 1) }, { tolerance: 0 }),
    );
    expect([...labels]).toEqual([0, 0, 1, 1]);
    expect(inertia).toBe(1);
    expect(calls).toBeGreaterThan(1);
  });
});

function scoreOf(rows: Rows, i: number, metric: Metric, { d, data }: Centroids, c: number): number {
  const row = [...rows.data.subarray(i * d, (i + 1) * d)];
  const centroid = data.subarray(c * d, (c + 1) * d);
  if (metric === 'l2') return row.reduce((sum, x, j) => sum + (x - (centroid[j] ?? 0)) ** 2, 0);
  const norm = Math.hypot(...row);
  return norm === 0 ? 1 : 1 - row.reduce((sum, x, j) => sum + x * (centroid[j] ?? 0), 0) / norm;
}
