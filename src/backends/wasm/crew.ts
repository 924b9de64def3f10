import type { WorkerPool } from '../shared/threads/worker-pool.js';
import type { ArenaJob, Job, KernelJob } from './job.js';
import { JobRunner } from './job-runner.js';
import type { KernelExports } from './kernel-exports.js';
import type { Arena } from './memory/arena.js';
import { MemoryBank, type MemoryLimits } from './memory/memory-bank.js';
import type { WasmModule } from './web-assembly.js';

/** Multiply-adds up to which a job is done before workers would have woken. */
const SMALL_WORK = 2 ** 19;

/** The worker threads of an engine and its memory. What is too small for them, the calling thread does meanwhile. */
export class Crew {
  readonly bank: MemoryBank;
  readonly #runner: JobRunner;

  constructor(
    module: WasmModule,
    private readonly pool: WorkerPool<Job>,
    limits?: MemoryLimits,
  ) {
    this.#runner = new JobRunner(module, pool.threads);
    this.bank = new MemoryBank((arena) => this.#announce(arena), limits);
  }

  get threads(): number {
    return this.pool.threads;
  }

  /** Kernels that run in the calling thread. */
  kernelsOf(arena: Arena): KernelExports {
    return this.#runner.kernelsOf(arena.index);
  }

  /**
   * @param work how much it is, in multiply-adds
   * @throws WorkerFailedError
   */
  async run(job: KernelJob, work: number): Promise<void> {
    if (work > SMALL_WORK) return this.pool.run(job);
    this.pool.runHere((claim) => this.#runner.run(job, 0, claim));
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  /** Every thread has scratch memory of its own, the calling one included. */
  #announce(arena: Arena): void {
    const { index, memory } = arena;
    const probe: ArenaJob = { kind: 'arena', arena: index, memory, scratch: 0 };
    this.#runner.open(probe);
    const bytes = this.#runner.kernelsOf(index).scratchBytes() * (this.threads + 1);
    const job: ArenaJob = { ...probe, scratch: this.bank.takeWorking(arena, bytes) };
    this.#runner.open(job);
    // A pool that has failed says so at the next job, which comes after this one.
    this.pool.run(job).catch(() => {});
  }
}
