import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rows } from '../../../../src/backends/backend.js';
import { sourceOf } from '../approximate-kernels.js';
import { answersOf, buildIvf, fillIvf, plainEngine, problems, rowsFrom } from './indexes.js';

const RUNS = { seed: 3, numRuns: 60 };

async function exactAnswers(rows: Rows, queries: Rows, k: number, metric: 'l2' | 'cosine' | 'dot' | 'l1') {
  const vectors = await plainEngine().engine.load(sourceOf(rows), metric);
  return vectors.knn(queries, k);
}

describe('IVF', () => {
  it('is exact when every list is scanned, however large a block may be', async () => {
    await fc.assert(
      fc.asyncProperty(
        problems,
        fc.integer({ min: 1, max: 20 }),
        async ({ seed, n, d, k, lists, kind, metric }, maxBlockRows) => {
          const rows = rowsFrom(seed, n, d, kind);
          const queries = rowsFrom(seed + 1, 7, d, kind);
          const nlist = Math.min(n, lists);
          const { index } = await buildIvf(rows, { metric, nlist, maxBlockRows });
          const found = await index.search(queries, k, { kind: 'ivf', nprobe: nlist });
          const exact = await exactAnswers(rows, queries, k, metric);
          expect(answersOf(found)).toEqual(answersOf({ ...exact, distanceComputations: 0 }));
          expect(found.distanceComputations).toBe(queries.n * (nlist + n));
        },
      ),
      RUNS,
    );
  });

  it('finds, with each list more, all that it found before', async () => {
    await fc.assert(
      fc.asyncProperty(problems, async ({ seed, n, d, k, lists, kind, metric }) => {
        const rows = rowsFrom(seed, n, d, kind);
        const queries = rowsFrom(seed + 1, 5, d, kind);
        const nlist = Math.min(n, lists);
        const { index } = await buildIvf(rows, { metric, nlist });
        const exact = answersOf({
          ...(await exactAnswers(rows, queries, k, metric)),
          distanceComputations: 0,
        });
        let before = exact.map(() => 0);
        for (let nprobe = 1; nprobe <= nlist; nprobe++) {
          const found = answersOf(await index.search(queries, k, { kind: 'ivf', nprobe }));
          const hits = exact.map(({ ids }, q) => ids.filter((id) => found[q]?.ids.includes(id)).length);
          for (const [q, count] of hits.entries()) expect(count).toBeGreaterThanOrEqual(before[q] ?? 0);
          before = hits;
        }
        expect(before).toEqual(exact.map(({ ids }) => ids.length));
      }),
      RUNS,
    );
  });

  it('around centroids that stay where they are gives permuted rows permuted answers', async () => {
    await fc.assert(
      fc.asyncProperty(
        problems.chain((problem) =>
          fc.record({
            problem: fc.constant(problem),
            order: fc.shuffledSubarray([...Array(problem.n).keys()], { minLength: problem.n }),
          }),
        ),
        async ({ problem: { seed, n, d, k, lists, metric }, order }) => {
          // In one dimension all directions are alike, and ties are told apart by numbers of rows, which change.
          fc.pre(d > 1 || metric !== 'cosine');
          const rows = rowsFrom(seed, n, d, 'clustered');
          const queries = rowsFrom(seed + 1, 5, d, 'clustered');
          const nlist = Math.min(n, lists);
          const data = Float64Array.from(rows.data.subarray(0, nlist * d));
          const centroids = { k: nlist, d, data };
          const permuted = {
            n,
            d,
            data: Float32Array.from(order.flatMap((row) => [...rows.data.subarray(row * d, (row + 1) * d)])),
          };
          for (const nprobe of [1, nlist]) {
            const search = { kind: 'ivf', nprobe } as const;
            const before = answersOf(
              await (await fillIvf(rows, metric, centroids)).search(queries, k, search),
            );
            const after = answersOf(
              await (await fillIvf(permuted, metric, centroids)).search(queries, k, search),
            );
            const renumbered = after.map(({ ids }) => ids.map((id) => (id < 0 ? id : (order[id] ?? 0))));
            expect(after.map(({ distances }) => distances)).toEqual(before.map(({ distances }) => distances));
            expect(renumbered).toEqual(before.map(({ ids }) => ids));
          }
        },
      ),
      RUNS,
    );
  });
});
