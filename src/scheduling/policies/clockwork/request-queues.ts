import type { Request } from '../../policy.js';

/**
 * The requests of a model as one queue for each size of batch. All queues hold the same requests in the order of their
 * arrival; each leaves those at its front behind that can no longer be in time in a batch of its size. What every queue has
 * left behind is out.
 */
export class RequestQueues<R extends Request> {
  readonly #waiting: R[] = [];
  /** Of each size, how many are left behind. */
  readonly #behind: number[];

  constructor(
    sizes: number,
    /** When a request's batch must end. */
    readonly dueMs: (request: R) => number,
  ) {
    this.#behind = new Array<number>(sizes).fill(0);
  }

  get waiting(): readonly R[] {
    return this.#waiting;
  }

  /** In the queue of a size. */
  count(size: number): number {
    return this.#waiting.length - (this.#behind[size] ?? 0);
  }

  front(size: number): R | undefined {
    return this.#waiting[this.#behind[size] ?? 0];
  }

  /** At the end as a rule; one that was lost goes back to its place, in every queue. */
  add(request: R): void {
    let place = this.#waiting.length;
    while (place > 0 && (this.#waiting[place - 1]?.id ?? 0) > request.id) place--;
    this.#waiting.splice(place, 0, request);
    for (const [size, behind] of this.#behind.entries()) this.#behind[size] = Math.min(behind, place);
  }

  /** Whether it was there. */
  remove(request: R): boolean {
    const place = this.#waiting.findIndex(({ id }) => id === request.id);
    if (place < 0) return false;
    this.#waiting.splice(place, 1);
    for (const [size, behind] of this.#behind.entries()) if (behind > place) this.#behind[size] = behind - 1;
    return true;
  }

  /** Leaves behind in the queue of a size what must end before `endMs`. */
  expire(size: number, endMs: number): void {
    let behind = this.#behind[size] ?? 0;
    for (let front = this.#waiting[behind]; front !== undefined; front = this.#waiting[++behind]) {
      if (this.dueMs(front) >= endMs) break;
    }
    this.#behind[size] = behind;
  }

  /** Those that every queue has left behind, which no longer wait. */
  takeExpired(): R[] {
    return this.#takeFront(Math.min(...this.#behind));
  }

  /** The first `count` of a size's queue, and those before them, which are out because all queues go on behind the batch. */
  takeBatch(size: number, count: number): { readonly passedOver: R[]; readonly batch: R[] } {
    const passedOver = this.#takeFront(this.#behind[size] ?? 0);
    return { passedOver, batch: this.#takeFront(count) };
  }

  #takeFront(count: number): R[] {
    if (count === 0) return [];
    for (const [size, behind] of this.#behind.entries()) this.#behind[size] = Math.max(0, behind - count);
    return this.#waiting.splice(0, count);
  }
}
