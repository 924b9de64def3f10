import type { Decisions, Policy, Scheduler, SchedulerEvent, Setup } from '../policy.js';
import { type FormBatch, lazyDrop, type WaitingModel } from './form-batch.js';
import { GpuStates } from './gpu-states.js';
import { ModelQueues } from './model-queues.js';
import { promisedBatch } from './promised-batch.js';
import { ROUNDING_MS } from './rounding-margin.js';
import { type BatchRule, latestStartMs, runBestBatch } from './run-best-batch.js';

/**
 * Batches of one size, whatever the load: a GPU gets a batch when it is full, or when its first request can wait no
 * longer. The size is the largest that a GPU can promise by itself.
 */
export const staticBatching: Policy = {
  name: 'static',
  source: 'a fixed batch size with a time-out, as TensorFlow Serving (arXiv 1712.06139) is set up',
  needs: [],
  workConserving: false,
  start: (setup) => new StaticScheduler(setup),
};

/** When what waits goes as it is, full or not; infinite where nothing waits. */
function closesAtMs({ queue, turnaround, mostRequests }: WaitingModel, from: number): number {
  const first = queue.at(from);
  if (first === undefined) return Number.POSITIVE_INFINITY;
  const size = Math.min(queue.size - from, mostRequests);
  return size === mostRequests ? Number.NEGATIVE_INFINITY : first.deadlineMs - turnaround(size) - ROUNDING_MS;
}

const closedBatch: FormBatch = (waiting, nowMs) => {
  const formed = lazyDrop(waiting, nowMs);
  return nowMs >= closesAtMs(waiting, formed.dropped) ? formed : { ...formed, size: 0 };
};

const RULE: BatchRule = { form: closedBatch, rank: latestStartMs };

class StaticScheduler implements Scheduler {
  readonly #queues: ModelQueues;
  readonly #gpus: GpuStates;

  constructor(setup: Setup) {
    this.#queues = new ModelQueues(setup, (all, model) => promisedBatch(all, model, 'uncoordinated', 1));
    this.#gpus = new GpuStates(setup.gpus);
  }

  /** One timer for each model. While no GPU is idle the next event is its own call. */
  on(event: SchedulerEvent, decide: Decisions): void {
    this.#gpus.note(event);
    this.#queues.note(event);
    const { models } = this.#queues;
    while (runBestBatch(models, this.#gpus, RULE, event.nowMs, decide) !== undefined);
    const isFree = this.#gpus.firstIdle() !== undefined;
    for (const [model, waiting] of models.entries()) {
      decide.wakeAt(model, isFree ? closesAtMs(waiting, 0) : Number.POSITIVE_INFINITY);
    }
  }
}
