import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRICS, type Rows } from '../../../src/backends/backend.js';
import type { BlockKernels } from '../../../src/backends/shared/block-kernels.js';
import { builtEntry } from '../../../src/backends/shared/built-entry.js';
import { WorkerFailedError } from '../../../src/backends/shared/threads/worker-failed-error.js';
import { WorkerPool } from '../../../src/backends/shared/threads/worker-pool.js';
import { Crew } from '../../../src/backends/ts/crew.js';
import type { Job, SharedBlock } from '../../../src/backends/ts/job.js';
import { threadedKernels } from '../../../src/backends/ts/threaded-kernels.js';
import { integerRows, NO_TIMELINE, realRows } from '../../conformance/vectors.js';

const WORKER = builtEntry(new URL('../../../src/backends/ts/index.ts', import.meta.url).href, './worker.js');
const IDENTITY = { engine: 'worker-threads', device: 'test', precision: 'float64', threads: 3 } as const;

let byWorkers: BlockKernels<SharedBlock>;
let here: BlockKernels<SharedBlock>;

async function kernelsOf(smallWork: number) {
  const pool = new WorkerPool<Job>(WORKER, 3, 'test');
  await pool.ready();
  return threadedKernels(new Crew(pool, smallWork), IDENTITY, NO_TIMELINE);
}

beforeAll(async () => {
  [byWorkers, here] = await Promise.all([kernelsOf(0), kernelsOf(Number.POSITIVE_INFINITY)]);
});
afterAll(() => Promise.all([byWorkers.close(), here.close()]));

describe('a job', () => {
  it('is answered by the calling thread as by the workers', async () => {
    const shape = fc.record({
      n: fc.integer({ min: 1, max: 700 }),
      d: fc.integer({ min: 1, max: 40 }),
      queries: fc.integer({ min: 1, max: 20 }),
      k: fc.integer({ min: 1, max: 12 }),
      metric: fc.constantFrom(...METRICS),
      // Of integers many distances tie.
      rows: fc.constantFrom(integerRows, realRows),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ n, d, queries, k, metric, rows }) => {
        const [base, asked] = [rows(n, d, 1), rows(queries, d, 2)];
        const answers = (kernels: BlockKernels<SharedBlock>) => answersOf(kernels, base, asked, k, metric);
        expect(await answers(here)).toEqual(await answers(byWorkers));
      }),
      { numRuns: 60 },
    );
  });

  it('fails once the workers have, however small it is', async () => {
    const pool = new WorkerPool<Job>(WORKER, 1, 'test');
    await pool.ready();
    const kernels = threadedKernels(new Crew(pool), IDENTITY, NO_TIMELINE);
    await kernels.close();
    await expect(kernels.upload(realRows(2, 2, 1), 'l2')).rejects.toBeInstanceOf(WorkerFailedError);
  });
});

async function answersOf(
  kernels: BlockKernels<SharedBlock>,
  base: Rows,
  asked: Rows,
  k: number,
  metric: (typeof METRICS)[number],
) {
  const block = await kernels.upload(base, metric);
  const { ids, width } = await kernels.topK(block, asked, Math.min(k, base.n));
  // Candidates come in no order.
  const nearest = Array.from({ length: asked.n }, (_, q) => ids.slice(q * width, (q + 1) * width).sort());
  const distances = await kernels.distances?.(block, asked);
  const assigned = metric === 'l2' || metric === 'cosine' ? await kernels.assign?.(block, asked) : undefined;
  await kernels.free(block);
  return structuredClone({ nearest, distances, assigned });
}
