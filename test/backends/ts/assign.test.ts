import { describe, expect, it, onTestFinished } from 'vitest';
import type { Rows } from '../../../src/backends/backend.js';
import { builtEntry } from '../../../src/backends/shared/built-entry.js';
import { WorkerPool } from '../../../src/backends/shared/threads/worker-pool.js';
import { Crew } from '../../../src/backends/ts/crew.js';
import type { Job } from '../../../src/backends/ts/job.js';
import { queriesOfTask } from '../../../src/backends/ts/kernels/tiled-sums.js';
import { threadedKernels } from '../../../src/backends/ts/threaded-kernels.js';
import { pairOf } from '../../conformance/truth.js';
import { integerRows, NO_TIMELINE, realRows, rowsOf } from '../../conformance/vectors.js';

const WORKER = builtEntry(new URL('../../../src/backends/ts/index.ts', import.meta.url).href, './worker.js');

async function openKernels(threads: number) {
  const pool = new WorkerPool<Job>(WORKER, threads, 'test');
  await pool.ready();
  const identity = { engine: 'worker-threads', device: 'test', precision: 'float64', threads } as const;
  const kernels = threadedKernels(new Crew(pool, 0), identity, NO_TIMELINE);
  onTestFinished(() => kernels.close());
  const { assign } = kernels;
  if (assign === undefined) throw new Error('ts has no assignment of its own');
  return async (rows: Rows, metric: 'l2' | 'cosine', centroids: Rows) =>
    assign(await kernels.upload(rows, metric), centroids);
}

describe('the assignment of rows to centroids by ts', () => {
  it.each([
    [1, 1, 1],
    [301, 3, 2],
    [90, 784, 5],
    // More centroids than one task takes.
    [40, 784, queriesOfTask(784) + 3],
    [300, 4, 2 * queriesOfTask(4) + 1],
  ])('finds the nearest two for %i rows of %i dimensions and %i centroids', async (n, d, k) => {
    const assign = await openKernels(2);
    const [rows, centroids] = [realRows(n, d, 1), realRows(k, d, 2)];
    for (const metric of ['l2', 'cosine'] as const) {
      const { labels, first, second } = await assign(rows, metric, centroids);
      for (let row = 0; row < n; row++) {
        const distances = Array.from(
          { length: k },
          (_, c) => pairOf(metric, rows, row, centroids, c).distance,
        );
        const [nearest = 0, next = Number.POSITIVE_INFINITY] = distances.toSorted((a, b) => a - b);
        expect(distances[labels[row] ?? -1]).toBe(nearest);
        expect(first[row]).toBeCloseTo(nearest, 5);
        if (k === 1) expect(second[row]).toBe(Number.POSITIVE_INFINITY);
        else expect(second[row]).toBeCloseTo(next, 5);
      }
    }
  });

  it('takes the first of equally near centroids, whichever task they come in', async () => {
    const assign = await openKernels(2);
    const rows = integerRows(200, 3, 1);
    const k = 3 * queriesOfTask(3);
    const once = integerRows(k / 3, 3, 2).data;
    const centroids = { n: k, d: 3, data: Float32Array.from([...once, ...once, ...once]) };
    const { labels, first, second } = await assign(rows, 'l2', centroids);
    for (let row = 0; row < rows.n; row++) {
      const distances = Array.from({ length: k }, (_, c) => pairOf('l2', rows, row, centroids, c).distance);
      expect(labels[row]).toBe(distances.indexOf(Math.min(...distances)));
      expect(second[row]).toBe(first[row]);
    }
  });

  it('answers anew for the same rows', async () => {
    const assign = await openKernels(1);
    const rows = rowsOf([0], [10]);
    expect([...(await assign(rows, 'l2', rowsOf([1], [9]))).labels]).toEqual([0, 1]);
    const pool = await assign(rows, 'l2', rowsOf([9], [1]));
    expect([...pool.labels]).toEqual([1, 0]);
    expect([...pool.first]).toEqual([1, 1]);
  });
});
