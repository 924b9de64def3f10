import type { Request } from '../policy.js';
import { arrivalsInOrder } from './arrivals-in-order.js';
import { scheduleFaults } from './fault-events.js';
import { Happenings } from './happenings.js';
import type { Simulation } from './simulation.js';
import { World } from './world.js';

/** A policy that wakes itself so often while time stands still, or while nothing else is left to happen, never ends. */
const MOST_TIMERS_AT_ONCE = 100_000;
const MOST_IDLE_TIMERS = 200_000;

/**
 * Virtual time. Events come in the order of their time; at equal times arrivals first, as though all had been scheduled
 * before the run began, and the others in the order in which they were scheduled.
 */
export class Engine<R extends Request, W> {
  readonly #world: World<R, W>;
  readonly #happenings: Happenings<R, W>;
  readonly #arrivals: Iterator<R, undefined>;
  #nextArrival: R | undefined;
  #arrived = 0;
  #handled = 0;
  /** Timers in a row without time going on, and without a decision. */
  #timersAtOnce = 0;
  #idleTimers = 0;

  constructor(simulation: Simulation<R, W>) {
    this.#world = new World(simulation);
    scheduleFaults(this.#world, simulation.faults ?? []);
    this.#happenings = new Happenings(this.#world);
    this.#arrivals = arrivalsInOrder(simulation.arrivals);
    this.#nextArrival = this.#arrivals.next().value;
  }

  get nowMs(): number {
    return this.#world.nowMs;
  }

  get arrived(): number {
    return this.#arrived;
  }

  /** Arrivals and everything else that happened. */
  get handled(): number {
    return this.#handled;
  }

  /** Requests that are neither answered nor dropped. */
  unfinished(): readonly R[] {
    return this.#world.states.unfinished();
  }

  /** Lets so many events happen. @returns whether there are more */
  advance(events: number): boolean {
    for (let left = events; left > 0; left--) {
      if (!this.#step()) return false;
    }
    return true;
  }

  /** Draws no more arrivals, for a run that is given up. */
  close(): void {
    this.#arrivals.return?.();
  }

  #step(): boolean {
    const arrival = this.#nextArrival;
    const { heap } = this.#world.events;
    if (arrival !== undefined && arrival.arrivalMs <= heap.nextTime) {
      this.#handled++;
      this.#arrived++;
      this.#nextArrival = this.#arrivals.next().value;
      this.#happenings.arrive(arrival);
      this.#idleTimers = 0;
      return true;
    }
    if (heap.size === 0 || this.#isOver()) return false;
    this.#handled++;
    this.#happen(heap.nextTime, heap.pop());
    return true;
  }

  #happen(atMs: number, slot: number): void {
    const world = this.#world;
    const isLater = atMs > world.nowMs;
    const decided = world.decided;
    world.nowMs = atMs;
    const isTimer = this.#happenings.happen(slot);
    this.#timersAtOnce = isTimer && !isLater ? this.#timersAtOnce + 1 : 0;
    this.#idleTimers = isTimer && world.decided === decided ? this.#idleTimers + 1 : 0;
    if (this.#timersAtOnce <= MOST_TIMERS_AT_ONCE) return;
    throw world.fault(`it woke itself ${MOST_TIMERS_AT_ONCE} times in a row without time going on`);
  }

  #isOver(): boolean {
    const { states, events, timers, inFlight } = this.#world;
    if (this.#nextArrival !== undefined || inFlight > 0) return false;
    return states.live === 0 || (this.#idleTimers > MOST_IDLE_TIMERS && events.heap.size === timers.size);
  }
}
