import type { Decisions, Policy, Scheduler, SchedulerEvent, Setup } from '../policy.js';
import { earlyDrop, type WaitingModel } from './form-batch.js';
import { GpuStates } from './gpu-states.js';
import { ModelQueues } from './model-queues.js';
import { promisedBatch } from './promised-batch.js';
import { type BatchRule, latestStartMs, runBestBatch } from './run-best-batch.js';

/**
 * GPUs take turns, evenly staggered, so that a request waits for the next turn only, a share of a batch, and not for a GPU
 * that may have begun just before: `(1 + 1/N) l(b) <= SLO` allows larger batches than `2 l(b) <= SLO`. A model's turn comes
 * every N-th part of its full batch. Of several models each has its share of the N GPUs that are up: by the rates that are
 * expected, or the same for all where one is not known. What a turn's batch has no time for is dropped early.
 */
export const staggered: Policy = {
  name: 'staggered',
  source: 'coordinated execution in the batching equations of Symphony, arXiv 2308.07470',
  needs: [],
  workConserving: false,
  start: (setup) => new StaggeredScheduler(setup),
};

class StaggeredScheduler implements Scheduler {
  readonly #gpus: GpuStates;
  readonly #queues: ModelQueues;
  readonly #shares: readonly number[];
  readonly #nextTurnMs = new Map<WaitingModel, number>();

  readonly #rule: BatchRule = {
    form: (waiting, nowMs) =>
      nowMs >= this.#turnOf(waiting) ? earlyDrop(waiting, nowMs) : { dropped: 0, size: 0 },
    rank: latestStartMs,
  };

  constructor(readonly setup: Setup) {
    this.#gpus = new GpuStates(setup.gpus);
    this.#shares = sharesOf(setup);
    this.#queues = new ModelQueues(setup, (all, model) => {
      return promisedBatch(all, model, 'staggered', all.gpus * (this.#shares[model] ?? 0));
    });
  }

  /** One timer for each model. While no GPU is idle the next event is its own call. */
  on(event: SchedulerEvent, decide: Decisions): void {
    this.#gpus.note(event);
    this.#queues.note(event);
    const { nowMs } = event;
    const { models } = this.#queues;
    for (;;) {
      const taken = runBestBatch(models, this.#gpus, this.#rule, nowMs, decide);
      if (taken === undefined) break;
      const { model, waiting } = taken;
      const fullMs = this.setup.models[model]?.latency.ms(waiting.mostRequests) ?? 0;
      this.#nextTurnMs.set(waiting, nowMs + fullMs / (this.#gpus.up * (this.#shares[model] ?? 1)));
    }
    for (const [model, waiting] of models.entries()) {
      const turnMs = this.#turnOf(waiting);
      decide.wakeAt(model, nowMs < turnMs && waiting.queue.size > 0 ? turnMs : Number.POSITIVE_INFINITY);
    }
  }

  #turnOf(waiting: WaitingModel): number {
    return this.#nextTurnMs.get(waiting) ?? Number.NEGATIVE_INFINITY;
  }
}

function sharesOf({ models }: Setup): number[] {
  const rates = models.map(({ expectedPerSecond }) => expectedPerSecond ?? 0);
  const sum = rates.reduce((before, rate) => before + rate, 0);
  return rates.map((rate) => (rates.includes(0) ? 1 / rates.length : rate / sum));
}
