import type { Decisions, Scheduler, SchedulerEvent, Setup } from '../policy.js';
import { GpuStates } from './gpu-states.js';
import { ModelQueues, type MostRequests } from './model-queues.js';
import { type BatchRule, runBestBatch } from './run-best-batch.js';

/** Gives every idle GPU at once what the rule ranks first. No GPU waits for more to come. */
export class GreedyScheduler implements Scheduler {
  readonly #queues: ModelQueues;
  readonly #gpus: GpuStates;

  constructor(
    setup: Setup,
    readonly rule: BatchRule,
    mostRequests: MostRequests,
  ) {
    this.#gpus = new GpuStates(setup.gpus);
    this.#queues = new ModelQueues(setup, mostRequests);
  }

  on(event: SchedulerEvent, decide: Decisions): void {
    this.#gpus.note(event);
    this.#queues.note(event);
    while (runBestBatch(this.#queues.models, this.#gpus, this.rule, event.nowMs, decide) !== undefined);
  }
}
