import type { Request, SchedulerEvent, Setup } from '../policy.js';
import { DeadlineQueue } from './deadline-queue.js';
import type { WaitingModel } from './form-batch.js';
import { turnaroundOf } from './turnaround.js';

/** How many requests a batch of a model may have; below 1 is 1. */
export type MostRequests = (setup: Setup, model: number) => number;

/** As many as its profile was measured for. */
export const asManyAsFit: MostRequests = ({ models }, model) => models[model]?.latency.maxBatch ?? 1;

/** What waits, by model, for policies that keep one queue of each model for all GPUs. */
export class ModelQueues {
  readonly models: readonly WaitingModel[];

  constructor(setup: Setup, mostRequests: MostRequests) {
    this.models = setup.models.map(({ latency }, model) => ({
      queue: new DeadlineQueue(),
      turnaround: turnaroundOf(setup.delays, latency),
      mostRequests: Math.max(1, mostRequests(setup, model)),
    }));
  }

  /** Keeps what an event says of requests. */
  note(event: SchedulerEvent): void {
    if (event.type === 'arrival') this.#queueOf(event.request)?.add(event.request);
    if (event.type === 'left') this.#queueOf(event.request)?.remove(event.request);
    if (event.type === 'lost')
      for (const request of event.work.requests) this.#queueOf(request)?.add(request);
  }

  #queueOf({ model }: Request): DeadlineQueue | undefined {
    return this.models[model]?.queue;
  }
}
