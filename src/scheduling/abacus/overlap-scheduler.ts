import type { Decisions, Scheduler, SchedulerEvent } from '../policy.js';
import type { Plan, PlanningInput } from './plan.js';
import type { AbacusQuery, OverlapGroup } from './query.js';
import { QuerySlots } from './query-slots.js';

export interface Controller {
  /** `once`: a decision stands until the running group ends, even that nothing waits. `anew`: every arrival reopens it. */
  readonly decides: 'once' | 'anew';
  /** Decides about what waits, given what is known of the group before. */
  plan(input: PlanningInput, before: GroupBefore): Plan;
}

/** The group that was sent last. */
export interface GroupBefore {
  /** How long it was thought to take when it was sent, or what an older one was. */
  readonly expectedMs: number;
  /** How much of that is left; 0 when it has ended. */
  readonly remainingMs: number;
}

const GPU = 0;

/**
 * Abacus's query controller: while one group of overlapping parts runs, it decides what the next one is, and sends that
 * when the first has ended. Queries of which a part was run wait in their model's slot for the rest.
 */
export class OverlapScheduler implements Scheduler<AbacusQuery, OverlapGroup> {
  readonly #slots: QuerySlots;
  readonly #controller: Controller;
  #running: { readonly expectedEndMs: number } | undefined;
  /** Decided, and waiting for the running group to end. */
  #next: Plan | undefined;
  #expectedMs = 0;
  #isUp = true;

  constructor(models: number, controller: Controller) {
    this.#slots = new QuerySlots(models);
    this.#controller = controller;
  }

  on(event: SchedulerEvent<AbacusQuery, OverlapGroup>, decide: Decisions<AbacusQuery, OverlapGroup>): void {
    const { nowMs } = event;
    switch (event.type) {
      case 'arrival':
        this.#slots.add(event.request);
        if (this.#controller.decides === 'anew') this.#next = undefined;
        break;
      case 'finished':
        this.#running = undefined;
        if (this.#next !== undefined) this.#apply(this.#next, nowMs, decide);
        break;
      case 'lost':
        this.#running = undefined;
        this.#next = undefined;
        this.#slots.restart(event.work.parts.map(({ query }) => query));
        break;
      case 'down':
        this.#isUp = false;
        this.#next = undefined;
        break;
      case 'up':
        this.#isUp = true;
        this.#slots.restart([]);
        break;
      case 'left':
        this.#slots.remove(event.request);
        this.#next = undefined;
        break;
    }
    while (this.#isUp && this.#next === undefined && this.#decide(nowMs, decide));
  }

  /** @returns whether there may be more to decide at once */
  #decide(nowMs: number, decide: Decisions<AbacusQuery, OverlapGroup>): boolean {
    const candidates = this.#slots.refill();
    const isIdle = this.#running === undefined;
    if (candidates.length === 0 && (isIdle || this.#controller.decides === 'anew')) return false;
    const late = candidates.filter(({ query }) => query.deadlineMs <= nowMs);
    const waiting = candidates
      .filter(({ query }) => query.deadlineMs > nowMs)
      .sort((one, other) => one.query.deadlineMs - other.query.deadlineMs);
    const headroomMs = (waiting[0]?.query.deadlineMs ?? nowMs) - nowMs;
    const plan = this.#controller.plan(
      { waiting, headroomMs },
      {
        expectedMs: this.#expectedMs,
        remainingMs: Math.max(0, (this.#running?.expectedEndMs ?? nowMs) - nowMs),
      },
    );
    const whole: Plan = { ...plan, dropped: [...plan.dropped, ...late.map(({ query }) => query)] };
    if (isIdle) this.#apply(whole, nowMs, decide);
    else this.#next = whole;
    return isIdle;
  }

  #apply({ parts, dropped, expectedMs }: Plan, nowMs: number, decide: Decisions<AbacusQuery, OverlapGroup>) {
    this.#next = undefined;
    this.#expectedMs = expectedMs;
    for (const query of dropped) {
      this.#slots.remove(query);
      decide.drop(query);
    }
    if (parts.length === 0) return;
    for (const { query, end } of parts) this.#slots.reach(query, end);
    this.#running = { expectedEndMs: nowMs + expectedMs };
    decide.run(GPU, { parts });
  }
}
