import type { Decisions, Scheduler, SchedulerEvent } from '../policy.js';
import { type AbacusQuery, type OverlapGroup, remainder } from './query.js';
import { QuerySlots } from './query-slots.js';

/** What comes first has the least of it. */
export type Urgency = (query: AbacusQuery) => number;

const GPU = 0;

/**
 * The baselines of Abacus, as it ran them: rounds of at most one query of each model. Those whose deadline has gone by
 * when the round begins are dropped; the others run one after another, whole and alone, and nobody looks again.
 */
export class RoundScheduler implements Scheduler<AbacusQuery, OverlapGroup> {
  readonly #slots: QuerySlots;
  readonly #urgency: Urgency;
  #round: AbacusQuery[] = [];
  #running: AbacusQuery | undefined;
  #isUp = true;

  constructor(models: number, urgency: Urgency) {
    this.#slots = new QuerySlots(models);
    this.#urgency = urgency;
  }

  on(event: SchedulerEvent<AbacusQuery, OverlapGroup>, decide: Decisions<AbacusQuery, OverlapGroup>): void {
    switch (event.type) {
      case 'arrival':
        this.#slots.add(event.request);
        break;
      case 'finished':
        this.#running = undefined;
        break;
      case 'lost':
        this.#running = undefined;
        this.#round.unshift(...event.work.parts.map(({ query }) => query));
        break;
      case 'down':
      case 'up':
        this.#isUp = event.type === 'up';
        break;
      case 'left': {
        const { id } = event.request;
        this.#round = this.#round.filter((query) => query.id !== id);
        this.#slots.remove(event.request);
        break;
      }
    }
    this.#next(event.nowMs, decide);
  }

  #next(nowMs: number, decide: Decisions<AbacusQuery, OverlapGroup>): void {
    if (!this.#isUp || this.#running !== undefined) return;
    while (this.#round.length === 0) {
      const heads = this.#slots.refill().map(({ query }) => query);
      if (heads.length === 0) return;
      for (const query of heads) {
        this.#slots.remove(query);
        if (query.deadlineMs <= nowMs) decide.drop(query);
        else this.#round.push(query);
      }
      this.#round.sort((one, other) => this.#urgency(one) - this.#urgency(other));
    }
    this.#running = this.#round.shift();
    if (this.#running !== undefined) decide.run(GPU, { parts: [remainder(this.#running, 0)] });
  }
}
