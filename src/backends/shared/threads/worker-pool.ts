import { Worker } from 'node:worker_threads';
import { CONTROL, CONTROL_WORDS, type WorkerReport, type WorkerStart } from './control.js';
import { WorkerFailedError } from './worker-failed-error.js';

interface Waiting {
  reports: number;
  resolve(): void;
  reject(error: WorkerFailedError): void;
}

/**
 * Worker threads that do one job at a time together, each taking tasks of it until none is left. Between jobs they
 * sleep and keep no process alive. When a worker fails, so do the job it was at and all later ones.
 */
export class WorkerPool<Job> {
  readonly #control = new Int32Array(new SharedArrayBuffer(CONTROL_WORDS * Int32Array.BYTES_PER_ELEMENT));
  readonly #workers: readonly Worker[];
  #waiting: Waiting | undefined;
  #failure: WorkerFailedError | undefined;
  #last: Promise<void>;

  /**
   * @param entry what the workers run: a built file that calls `serveJobs`
   * @param name of the workers, to which their number is added
   * @param data what they find in their `WorkerStart`
   */
  constructor(
    entry: URL,
    readonly threads: number,
    name: string,
    data?: unknown,
  ) {
    this.#workers = Array.from({ length: threads }, (_, index) =>
      this.#start(entry, `${name}-${index}`, { index, control: this.#control, data }),
    );
    this.#last = this.#reports();
    // Whoever asks for the first job gets the failure; until then it must not count as unhandled.
    this.#last.catch(() => {});
  }

  /** Resolves when every worker has started. */
  ready(): Promise<void> {
    return this.#last;
  }

  /**
   * @throws WorkerFailedError when a worker ends or throws before the job is done
   */
  run(job: Job): Promise<void> {
    const turn = this.#last.catch(() => {}).then(() => this.#post(job));
    this.#last = turn;
    return turn;
  }

  /**
   * Has the calling thread do all tasks of a job at once, one that is done before workers would have woken.
   * @throws WorkerFailedError when a worker has failed before, or the pool was closed
   */
  runHere(runJob: (claim: () => number) => void): void {
    if (this.#failure) throw this.#failure;
    let next = 0;
    runJob(() => next++);
  }

  async close(): Promise<void> {
    this.#fail(new WorkerFailedError(0, 'was closed'));
    await this.#last.catch(() => {});
    // Jobs have let go of the workers: a process that has nothing else would end in the middle of this.
    for (const worker of this.#workers) worker.ref();
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #start(entry: URL, name: string, workerData: WorkerStart): Worker {
    const { index } = workerData;
    const worker = new Worker(entry, { workerData, name });
    worker.on('message', (report: WorkerReport) => this.#take(report, index));
    worker.on('error', (cause) =>
      this.#fail(new WorkerFailedError(index, `failed: ${cause.message}`, { cause })),
    );
    worker.on('exit', (code) => this.#fail(new WorkerFailedError(index, `ended with exit code ${code}`)));
    return worker;
  }

  async #post(job: Job): Promise<void> {
    const reports = this.#reports();
    Atomics.store(this.#control, CONTROL.nextTask, 0);
    for (const worker of this.#workers) worker.postMessage(job);
    Atomics.add(this.#control, CONTROL.job, 1);
    Atomics.notify(this.#control, CONTROL.job);
    await reports;
  }

  /** One report of every worker, which alone keeps the process alive meanwhile. */
  async #reports(): Promise<void> {
    for (const worker of this.#workers) worker.ref();
    try {
      await new Promise<void>((resolve, reject) => {
        if (this.#failure) reject(this.#failure);
        else this.#waiting = { reports: this.threads, resolve, reject };
      });
    } finally {
      this.#waiting = undefined;
      for (const worker of this.#workers) worker.unref();
    }
  }

  #take(report: WorkerReport, index: number): void {
    if (report.state === 'failed') {
      const { error } = report;
      const reason = error instanceof Error ? error.message : String(error);
      this.#fail(new WorkerFailedError(index, `failed: ${reason}`, { cause: error }));
      return;
    }
    const waiting = this.#waiting;
    if (waiting && --waiting.reports === 0) waiting.resolve();
  }

  #fail(error: WorkerFailedError): void {
    this.#failure ??= error;
    this.#waiting?.reject(this.#failure);
  }
}
