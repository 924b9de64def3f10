import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { EXACT_DISTANCE } from '../../../src/backends/shared/exact-distance.js';
import { randomRows } from '../../conformance/vectors.js';
import { cpuKernels } from './opened.js';

const opened = cpuKernels();
afterAll(async () => (await opened).close());

it.each(['l2', 'cosine'] as const)('gives each row its nearest two centroids, by %s', async (metric) => {
  const { assign, upload, free } = await opened;
  if (assign === undefined) throw new Error('expected the CPU provider to have an assignment of its own');
  const cases = fc.record({
    n: fc.integer({ min: 1, max: 200 }),
    d: fc.integer({ min: 1, max: 30 }),
    k: fc.integer({ min: 1, max: 20 }),
    seed: fc.nat(),
    exponent: fc.integer({ min: -20, max: 20 }),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ n, d, k, seed, exponent }) => {
      const scale = 2 ** exponent;
      const rows = randomRows(n, d, seed, (uniform) => (uniform - 0.5) * scale);
      const centroids = randomRows(k, d, seed + 1, (uniform) => (uniform - 0.5) * scale);
      const block = await upload(rows, metric);
      const near = await assign(block, centroids);
      await free(block);
      const allowed = (metric === 'l2' ? scale : 1) * 2e-3;
      for (let i = 0; i < n; i++) {
        const exact = Array.from({ length: k }, (_, c) =>
          EXACT_DISTANCE[metric](rows.data, i * d, centroids.data, c * d, d),
        );
        const [first = Number.NaN, second = Number.POSITIVE_INFINITY] = exact.toSorted((a, b) => a - b);
        expect(Math.abs((near.first[i] ?? Number.NaN) - first)).toBeLessThanOrEqual(allowed);
        if (k === 1) expect(near.second[i]).toBe(Number.POSITIVE_INFINITY);
        else expect(Math.abs((near.second[i] ?? Number.NaN) - second)).toBeLessThanOrEqual(allowed);
        expect(exact[near.labels[i] ?? -1]).toBeLessThanOrEqual(first + 2 * allowed);
      }
    }),
    { numRuns: 100 },
  );
});
