import type { WorkerPool } from '../shared/threads/worker-pool.js';
import type { Job } from './job.js';
import { runJob } from './run-job.js';

/** Multiply-adds up to which a job is done before workers would have woken. */
const SMALL_WORK = 2 ** 18;

/** The worker threads of an engine. What is too small for them, the calling thread does meanwhile. */
export class Crew {
  /** @param smallWork multiply-adds up to which the calling thread does a job */
  constructor(
    private readonly pool: WorkerPool<Job>,
    private readonly smallWork = SMALL_WORK,
  ) {}

  get threads(): number {
    return this.pool.threads;
  }

  /** @throws WorkerFailedError */
  async run(job: Job): Promise<void> {
    if (workOf(job) > this.smallWork) return this.pool.run(job);
    this.pool.runHere((claim) => runJob(job, 0, claim));
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}

/** In multiply-adds. */
function workOf(job: Job): number {
  switch (job.kind) {
    case 'norms':
      return job.block.n * job.block.d;
    case 'row distances':
      return job.out.length * job.d;
    case 'nearest':
    case 'distances':
      return job.block.n * job.block.d * job.queryCount;
    case 'assign':
      return job.block.n * job.block.d * job.centroidCount;
  }
}
