import type { Model, Request } from '../../policy.js';
import { LatencyEstimate } from './latency-estimate.js';
import type { ClockworkOptions } from './options.js';
import { RequestQueues } from './request-queues.js';

/** A way to run a model next: the latest moment at which the first request can begin in a batch of this size. */
export interface Strategy {
  readonly model: number;
  readonly size: number;
  readonly latestStartMs: number;
}

interface BatchSize {
  readonly requests: number;
  readonly estimate: LatencyEstimate;
}

/** What the controller keeps of a model. Sizes are counted from 0, the size of one request. */
export class ModelController<R extends Request> {
  readonly queues: RequestQueues<R>;
  readonly #sizes: readonly BatchSize[];
  /** Of a batch of any size. */
  #leastMs: number;

  constructor(
    readonly index: number,
    readonly model: Model,
    options: ClockworkOptions,
  ) {
    const { latency } = model;
    const runnable = options.batchSizes.filter(
      (size) => size === 1 || (size <= latency.maxBatch && latency.ms(size) <= options.mostBatchMs),
    );
    this.#sizes = runnable.map((requests) => ({
      requests,
      estimate: new LatencyEstimate(latency.ms(requests), options.measurements),
    }));
    this.#leastMs = latency.ms(1);
    const { aheadMs, sloBufferMs } = options;
    this.queues = new RequestQueues(
      runnable.length,
      ({ arrivalMs, deadlineMs }) =>
        arrivalMs + Math.max(deadlineMs - arrivalMs - sloBufferMs, aheadMs + sloBufferMs),
    );
  }

  /** How long a batch of so many requests is expected to take. */
  estimateMs(requests: number): number {
    return (
      this.#sizes.find((size) => size.requests === requests)?.estimate.ms ?? this.model.latency.ms(requests)
    );
  }

  measured(requests: number, ms: number): void {
    this.#sizes.find((size) => size.requests === requests)?.estimate.measured(ms);
    this.#leastMs = Math.min(...this.#sizes.map(({ estimate }) => estimate.ms));
  }

  /** One for each size up to `mostSize` that has requests. */
  *strategies(mostSize = this.#sizes.length - 1): Generator<Strategy> {
    for (const [size, { estimate }] of this.#sizes.entries()) {
      const front = size <= mostSize ? this.queues.front(size) : undefined;
      if (front === undefined) continue;
      yield { model: this.index, size, latestStartMs: this.queues.dueMs(front) - estimate.ms };
    }
  }

  /**
   * The largest batch that is full, for a GPU that is free at `freeMs`; none if it is smaller than of `leastSize`.
   * Requests that no batch on it can answer in time are `dropped`.
   */
  dequeue(freeMs: number, leastSize: number): { readonly dropped: R[]; readonly batch: R[] } {
    const dropped = this.dropLate(freeMs);
    let size = 0;
    while (size + 1 < this.#sizes.length && this.#isFull(size + 1)) size++;
    if (size < leastSize || !this.#isFull(size)) return { dropped, batch: [] };
    const { passedOver, batch } = this.queues.takeBatch(size, this.#sizes[size]?.requests ?? 0);
    return { dropped: [...dropped, ...passedOver], batch };
  }

  /** Takes out what no batch that begins at `freeMs` can answer in time. */
  dropLate(freeMs: number): R[] {
    for (const [size, { estimate }] of this.#sizes.entries()) this.queues.expire(size, freeMs + estimate.ms);
    return this.queues.takeExpired();
  }

  /** When the first request can no longer begin in time in a batch of any size: a larger one may have measured shorter. */
  get firstLateMs(): number {
    const first = this.queues.waiting[0];
    if (first === undefined) return Number.POSITIVE_INFINITY;
    return this.queues.dueMs(first) - this.#leastMs;
  }

  #isFull(size: number): boolean {
    return this.queues.count(size) >= (this.#sizes[size]?.requests ?? Number.POSITIVE_INFINITY);
  }
}
