import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Centroids, KMEANS_ALGORITHMS, type Rows } from '../../../../src/backends/backend.js';
import { loadApproximate } from '../approximate-kernels.js';
import { coarseValues, problems, requestOf } from './problems.js';

describe('K-Means', () => {
  it('never raises the inertia from one iteration of Lloyd to the next', async () => {
    await fc.assert(
      fc.asyncProperty(problems(), async ({ rows, metric, start }) => {
        const { inertias } = await (await loadApproximate(rows, metric)).kmeans(requestOf(start));
        for (let i = 1; i < inertias.length; i++) {
          const [before = 0, after = 0] = inertias.subarray(i - 1, i + 1);
          expect(after).toBeLessThanOrEqual(before + 1e-12 * (rows.n + before));
        }
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('is the same to the bit by Hamerly and by Lloyd', async () => {
    await fc.assert(
      fc.asyncProperty(problems(), async ({ rows, metric, start }) => {
        const vectors = await loadApproximate(rows, metric);
        const lloyd = await vectors.kmeans(requestOf(start));
        const hamerly = await vectors.kmeans(requestOf(start, { algorithm: 'hamerly' }));
        expect({ ...hamerly, pairs: 0 }).toEqual({ ...lloyd, pairs: 0 });
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it.each(
    KMEANS_ALGORITHMS,
  )('is the same to the bit, by %s, for every block size, resident or streamed', async (algorithm) => {
    await fc.assert(
      fc.asyncProperty(
        problems(),
        fc.integer({ min: 1, max: 12 }),
        fc.boolean(),
        async ({ rows, metric, start }, maxBlockRows, streams) => {
          const request = requestOf(start, { algorithm, batchRows: 5, maxIterations: 6 });
          const whole = await loadApproximate(rows, metric);
          const memoryBytes = streams ? 8 * rows.d : undefined;
          const parts = await loadApproximate(rows, metric, {
            maxBlockRows,
            ...(memoryBytes !== undefined && { memoryBytes }),
          });
          const expected = await whole.kmeans(request);
          const found = await parts.kmeans(request);
          expect({ ...found, pairs: 0 }).toEqual({ ...expected, pairs: 0 });
        },
      ),
      { seed: 3, numRuns: 100 },
    );
  });

  it('labels permuted rows with permuted labels', async () => {
    await fc.assert(
      fc.asyncProperty(
        problems(['l2'], coarseValues).chain((problem) =>
          fc.record({
            problem: fc.constant(problem),
            order: fc.shuffledSubarray([...Array(problem.rows.n).keys()], { minLength: problem.rows.n }),
          }),
        ),
        async ({ problem: { rows, metric, start }, order }) => {
          // Equal centroids leave one of them empty, and which of several farthest rows it takes is a matter of order.
          fc.pre(allDifferent(start));
          const request = requestOf(start, { maxIterations: 1 });
          const before = await (await loadApproximate(rows, metric)).kmeans(request);
          const after = await (await loadApproximate(permutedRows(rows, order), metric)).kmeans(request);
          expect([...after.labels]).toEqual(order.map((row) => before.labels[row]));
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });
});

function permutedRows({ n, d, data }: Rows, order: readonly number[]): Rows {
  return {
    n,
    d,
    data: Float32Array.from(order.flatMap((row) => [...data.subarray(row * d, (row + 1) * d)])),
  };
}

function allDifferent({ k, d, data }: Centroids): boolean {
  return new Set(Array.from({ length: k }, (_, c) => data.subarray(c * d, (c + 1) * d).join())).size === k;
}
