import type { Batch, Decisions, Request, Scheduler, SchedulerEvent, Setup } from '../../policy.js';
import { DeadlineQueue } from '../deadline-queue.js';
import { GpuLedger } from '../gpu-ledger.js';
import { ROUNDING_MS } from '../rounding-margin.js';
import { largestBatch } from './largest-batch.js';

/** What a model could run now. */
interface Generated {
  readonly model: number;
  readonly size: number;
}

/**
 * Flex (Shepherd, NSDI 2023): a GPU that is through with a batch takes the largest that some model can run in
 * time; an arrival may make one that is worth stopping another for, `preemptAt` times as large. Of batches that are equal
 * the first model's is taken. Requests that were stopped come as though new. The timer of a model drops what has become
 * late while it waited.
 */
export class FlexScheduler<R extends Request = Request> implements Scheduler<R> {
  readonly #setup: Setup;
  readonly #preemptAt: number;
  readonly #queues: readonly DeadlineQueue<R>[];
  readonly #gpus: readonly GpuLedger<Batch<R>>[];

  constructor(setup: Setup, preemptAt: number) {
    this.#setup = setup;
    this.#preemptAt = preemptAt;
    this.#queues = setup.models.map(() => new DeadlineQueue<R>());
    this.#gpus = Array.from({ length: setup.gpus }, (_, gpu) => new GpuLedger<Batch<R>>(gpu));
  }

  on(event: SchedulerEvent<R>, decide: Decisions<R>): void {
    const { nowMs } = event;
    switch (event.type) {
      case 'arrival':
        this.#queues[event.request.model]?.add(event.request);
        this.#place(nowMs, decide);
        break;
      case 'left':
        this.#queues[event.request.model]?.remove(event.request);
        break;
      case 'timer':
        this.#dropLate(event.key, nowMs, decide);
        break;
      case 'finished':
      case 'lost':
        this.#gpus[event.gpu]?.ended(event.work, nowMs);
        if (event.type === 'lost')
          for (const request of event.work.requests) this.#queues[request.model]?.add(request);
        this.#place(nowMs, decide);
        break;
      case 'down':
      case 'up': {
        const ledger = this.#gpus[event.gpu];
        if (ledger !== undefined) ledger.isUp = event.type === 'up';
        this.#place(nowMs, decide);
        break;
      }
      case 'loaded':
        break;
    }
  }

  /** Gives the largest batches to GPUs that are free, then to those whose batch is small beside them. */
  #place(nowMs: number, decide: Decisions<R>): void {
    for (;;) {
      const largest = this.#generate(nowMs, decide);
      if (largest === undefined) return;
      const gpu =
        this.#gpus.find(({ isUp, outstanding }) => isUp && outstanding === 0) ??
        this.#worthStopping(largest.size);
      if (gpu === undefined) return;
      if (gpu.outstanding > 0) {
        decide.preempt(gpu.gpu);
        gpu.clear();
      }
      const work: Batch<R> = {
        model: largest.model,
        requests: this.#queues[largest.model]?.take(largest.size) ?? [],
      };
      const startMs = this.#startMs(nowMs, largest.size);
      gpu.sent(work, nowMs, startMs, this.#endMs(nowMs, largest) - startMs);
      decide.run(gpu.gpu, work);
      this.#dropLate(largest.model, nowMs, decide);
    }
  }

  #worthStopping(size: number): GpuLedger<Batch<R>> | undefined {
    return this.#gpus.find(
      ({ isUp, running }) =>
        isUp && running !== undefined && size >= this.#preemptAt * running.requests.length,
    );
  }

  #generate(nowMs: number, decide: Decisions<R>): Generated | undefined {
    let largest: Generated | undefined;
    for (const [model, queue] of this.#queues.entries()) {
      if (queue.size === 0) continue;
      this.#dropLate(model, nowMs, decide);
      const first = queue.at(0);
      const latency = this.#setup.models[model]?.latency;
      if (first === undefined || latency === undefined) continue;
      const size = largestBatch(queue, latency, this.#dueMs(first), (batch) =>
        this.#endMs(nowMs, { model, size: batch }),
      );
      if (size > (largest?.size ?? 0)) largest = { model, size };
    }
    return largest;
  }

  /** Drops what cannot be answered in time even alone, and wakes for the next of which that will be so. */
  #dropLate(model: number, nowMs: number, decide: Decisions<R>): void {
    const queue = this.#queues[model];
    if (queue === undefined) return;
    const aloneMs = this.#endMs(nowMs, { model, size: 1 }) - nowMs;
    let first = queue.at(0);
    while (first !== undefined && this.#dueMs(first) < nowMs + aloneMs) {
      for (const request of queue.take(1)) decide.drop(request);
      first = queue.at(0);
    }
    decide.wakeAt(
      model,
      first === undefined ? Number.POSITIVE_INFINITY : this.#dueMs(first) - aloneMs + ROUNDING_MS,
    );
  }

  #startMs(nowMs: number, batch: number): number {
    return nowMs + this.#setup.delays.controlMs + this.#setup.delays.dataMsPerRequest * batch;
  }

  #endMs(nowMs: number, { model, size }: Generated): number {
    return (
      this.#startMs(nowMs, size) + (this.#setup.models[model]?.latency.ms(size) ?? Number.POSITIVE_INFINITY)
    );
  }

  #dueMs({ deadlineMs }: R): number {
    return deadlineMs - this.#setup.delays.responseMs - ROUNDING_MS;
  }
}
