import type { Request } from '../policy.js';

/** Below so many places given up at the front, moving the rest down costs more than they do. */
const SPARE_PLACES = 256;

/** Requests that wait, the one that is due first at the front; of equal deadlines the one that came first. */
export class DeadlineQueue<R extends Request = Request> {
  #requests: R[] = [];
  #front = 0;

  get size(): number {
    return this.#requests.length - this.#front;
  }

  /** The request `place` places behind the front, if so many wait. */
  at(place: number): R | undefined {
    return this.#requests[this.#front + place];
  }

  /** At the end as a rule; one that has waited before goes back to its place. */
  add(request: R): void {
    const last = this.#requests.at(-1);
    if (this.size === 0 || last === undefined || isBefore(last, request)) this.#requests.push(request);
    else this.#requests.splice(this.#placeOf(request), 0, request);
  }

  /** Whether it was there. */
  remove(request: R): boolean {
    const place = this.#placeOf(request);
    if (this.#requests[place]?.id !== request.id) return false;
    this.#requests.splice(place, 1);
    return true;
  }

  /** Those at the front, which no longer wait. */
  take(count: number): R[] {
    const taken = this.#requests.slice(this.#front, this.#front + count);
    this.#front += taken.length;
    if (this.#front > SPARE_PLACES && this.#front * 2 > this.#requests.length) {
      this.#requests.splice(0, this.#front);
      this.#front = 0;
    }
    return taken;
  }

  /** The first place of a request that is not before `request`. */
  #placeOf(request: R): number {
    let low = this.#front;
    let high = this.#requests.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = this.#requests[middle];
      if (there !== undefined && isBefore(there, request)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isBefore(one: Request, other: Request): boolean {
  return one.deadlineMs < other.deadlineMs || (one.deadlineMs === other.deadlineMs && one.id < other.id);
}
