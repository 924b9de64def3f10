import type { LatencyProfile, Request } from '../../policy.js';
import type { DeadlineQueue } from '../deadline-queue.js';

/**
 * Which requests are given up. `window`: those that would keep a batch from the size that the load needs; `timeout`: those
 * that cannot be answered in time even alone; `never`: none, and what is late already is run first.
 */
export type DropRule = 'window' | 'timeout' | 'never';

export interface BatchQuestion<R extends Request> {
  readonly queue: DeadlineQueue<R>;
  readonly latency: LatencyProfile;
  /** When a batch of so many would begin: later for a larger one. */
  startMs(batch: number): number;
  /** When a request's batch must end. */
  dueMs(request: R): number;
  readonly target: number;
  readonly drop: DropRule;
}

/** What to do with the front of a queue: give up the first `dropped`, and run the `size` behind them together. */
export interface FormedBatch {
  readonly dropped: number;
  readonly size: number;
  /** When the batch must end so that all of it is in time; minus infinity where its first is late already. */
  readonly dueMs: number;
}

/**
 * Symphony's window drop (arXiv 2308.07470). The window is the longest end of the queue that can run as one batch in time;
 * its length, but no more than the target, is what the first request of a batch must leave time for. Those before it that
 * do not are dropped. Then the batch takes as many more as are free, within the deadline of its first.
 */
export function formBatch<R extends Request>(question: BatchQuestion<R>): FormedBatch {
  const { queue, latency, startMs, dueMs, drop } = question;
  const endMs = (batch: number) => startMs(batch) + latency.ms(batch);
  const due = (place: number) => {
    const request = queue.at(place);
    return request === undefined ? Number.POSITIVE_INFINITY : dueMs(request);
  };
  const total = queue.size;
  const windowFrom = longestEndFrom(total, latency.maxBatch, (from) => due(from) >= endMs(total - from));
  const target = drop === 'timeout' ? 1 : Math.min(question.target, latency.maxBatch);
  let size = Math.min(target, total - windowFrom);
  if (drop === 'never' && (size === 0 || due(0) < endMs(size))) {
    return {
      dropped: 0,
      size: Math.min(question.target, latency.maxBatch, total),
      dueMs: Number.NEGATIVE_INFINITY,
    };
  }
  if (size === 0) return { dropped: total, size: 0, dueMs: Number.NEGATIVE_INFINITY };
  let dropped = 0;
  while (dropped < windowFrom && due(dropped) < endMs(size)) dropped++;
  const firstDueMs = due(dropped);
  const most = Math.min(total - dropped, latency.maxBatch);
  while (size < most && endMs(size + 1) <= firstDueMs) size++;
  return { dropped, size, dueMs: firstDueMs };
}

/** The first place from which all to the end fit. If they fit from a place, they fit from any behind it. */
function longestEndFrom(total: number, maxBatch: number, fits: (from: number) => boolean): number {
  let low = Math.max(0, total - maxBatch);
  let high = total;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (fits(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
