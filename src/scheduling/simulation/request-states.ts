import { UsageError } from '../../errors.js';
import type { Request } from '../policy.js';

/** Of a request: over (answered, dropped or never arrived), waiting for a decision, or given to a GPU. */
export const OVER = 0;
export const WAITING = 1;
export const RUNNING = 2;
export type RequestState = typeof OVER | typeof WAITING | typeof RUNNING;

const INITIAL_SPAN = 1024;
/** Beyond it, numbers are a mistake rather than many requests. */
const LARGEST_SPAN = 2 ** 26;

/**
 * The state of every request that is not over, in a ring that spans the numbers from the oldest of them to the newest:
 * memory grows with how many wait, not with how many there were.
 */
export class RequestStates<R extends Request> {
  #states = new Uint8Array(INITIAL_SPAN);
  #requests: (R | undefined)[] = new Array(INITIAL_SPAN).fill(undefined);
  #oldest = 0;
  #next = 0;
  #live = 0;

  /** How many are not over. */
  get live(): number {
    return this.#live;
  }

  /** @throws UsageError where the request's number does not come after all before it */
  arrive(request: R): void {
    const { id } = request;
    if (!Number.isSafeInteger(id) || id < this.#next) {
      throw new UsageError(
        `expected requests numbered in ascending order; got ${id} after ${this.#next - 1}`,
      );
    }
    if (this.#live === 0) this.#oldest = id;
    if (id - this.#oldest >= this.#states.length) this.#makeRoom(id);
    this.#next = id + 1;
    const at = id & (this.#states.length - 1);
    this.#states[at] = WAITING;
    this.#requests[at] = request;
    this.#live++;
  }

  of(id: number): RequestState {
    if (!(id >= this.#oldest && id < this.#next)) return OVER;
    const state = this.#states[id & (this.#states.length - 1)];
    return state === WAITING || state === RUNNING ? state : OVER;
  }

  /** Moves a request that is not over. */
  set(id: number, state: RequestState): void {
    const at = id & (this.#states.length - 1);
    this.#states[at] = state;
    if (state !== OVER) return;
    this.#requests[at] = undefined;
    this.#live--;
  }

  /** Those that are not over, oldest first. */
  unfinished(): R[] {
    const all: R[] = [];
    for (let id = this.#oldest; id < this.#next; id++) {
      const request = this.#requests[id & (this.#states.length - 1)];
      if (request !== undefined) all.push(request);
    }
    return all;
  }

  #makeRoom(id: number): void {
    while (this.of(this.#oldest) === OVER) this.#oldest++;
    const span = id - this.#oldest + 1;
    if (span <= this.#states.length) return;
    if (span > LARGEST_SPAN) {
      throw new UsageError(
        `expected at most ${LARGEST_SPAN} requests between the oldest that waits and the newest; got ${span}`,
      );
    }
    const length = 2 ** Math.ceil(Math.log2(span));
    const states = new Uint8Array(length);
    const requests: (R | undefined)[] = new Array(length).fill(undefined);
    for (const request of this.unfinished()) {
      states[request.id & (length - 1)] = this.of(request.id);
      requests[request.id & (length - 1)] = request;
    }
    this.#states = states;
    this.#requests = requests;
  }
}
