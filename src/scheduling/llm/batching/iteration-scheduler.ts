import type { Decisions, Scheduler, SchedulerEvent } from '../../policy.js';
import type { Iteration } from '../iteration.js';
import type { LlmLimits } from '../limits.js';
import type { LlmRequest } from '../llm-request.js';
import { Sequence } from './sequence.js';
import { fitsAtAll, type PlanIteration, Server } from './server.js';
import { WaitingQueue } from './waiting-queue.js';

type Decide = Decisions<LlmRequest, Iteration>;

export interface Batching {
  readonly plan: PlanIteration;
  /** An iteration is put together while the one before it runs. */
  readonly plansAhead: boolean;
}

/**
 * Runs one iteration after another on each GPU and keeps what is known of each request. GPUs hold a copy of the model
 * each and take from one queue; of idle ones, the one with the fewest sequences first.
 */
export class IterationScheduler implements Scheduler<LlmRequest, Iteration> {
  readonly #waiting = new WaitingQueue();
  readonly #sequences = new Map<number, Sequence>();
  readonly #servers: readonly Server[];

  constructor(
    gpus: number,
    private readonly limits: LlmLimits,
    { plan, plansAhead }: Batching,
  ) {
    this.#servers = Array.from({ length: gpus }, () => new Server(limits, this.#waiting, plan, plansAhead));
  }

  on(event: SchedulerEvent<LlmRequest, Iteration>, decide: Decide): void {
    switch (event.type) {
      case 'arrival':
        if (fitsAtAll(event.request, this.limits)) this.#arrive(event.request);
        else decide.drop(event.request);
        break;
      case 'finished':
        this.#count(event.work);
        this.#servers[event.gpu]?.ended();
        break;
      case 'lost':
        this.#lose(event.work);
        this.#servers[event.gpu]?.ended();
        break;
      case 'down':
      case 'up':
        this.#servers[event.gpu]?.[event.type]();
        break;
      case 'left':
        this.#forget(event.request);
        break;
      case 'loaded':
      case 'timer':
        return;
    }
    this.#start(decide);
  }

  #arrive(request: LlmRequest): void {
    const sequence = new Sequence(request);
    this.#sequences.set(request.id, sequence);
    this.#waiting.add(sequence);
  }

  /** Counts the tokens that have come, those of sequences that were thrown out meanwhile as well. */
  #count({ slices }: Iteration): void {
    for (const { request, output } of slices) {
      const sequence = this.#sequences.get(request.id);
      if (sequence === undefined) continue;
      sequence.passes--;
      if (output === 0) continue;
      sequence.inFlight--;
      sequence.generated = output;
      if (output === request.outputTokens) this.#forget(request);
    }
  }

  /** What would have come of it does not come, to sequences that were thrown out meanwhile either. */
  #lose({ slices }: Iteration): void {
    for (const { request, output } of slices) {
      const sequence = this.#sequences.get(request.id);
      if (sequence === undefined) continue;
      sequence.passes--;
      if (output > 0) sequence.inFlight--;
    }
  }

  #forget(request: LlmRequest): void {
    const sequence = this.#sequences.get(request.id);
    if (sequence === undefined) return;
    this.#sequences.delete(request.id);
    if (!this.#servers.some((server) => server.release(sequence))) this.#waiting.remove(sequence);
  }

  #start(decide: Decide): void {
    const idle = [...this.#servers.entries()].filter(([, server]) => server.isIdle);
    idle.sort(([, one], [, other]) => one.sequences - other.sequences);
    for (const [gpu, server] of idle) {
      const iteration = server.next();
      if (iteration !== undefined) decide.run(gpu, iteration);
    }
  }
}
