import type { Decisions } from '../policy.js';
import type { DeadlineQueue } from './deadline-queue.js';
import type { Turnaround } from './turnaround.js';

/** What to do with the front of a queue: give up the first `dropped`, and run the `size` behind them together. */
export interface FormedBatch {
  readonly dropped: number;
  readonly size: number;
}

/** What waits of a model, and how a batch of it may be formed. */
export interface WaitingModel {
  readonly queue: DeadlineQueue;
  readonly turnaround: Turnaround;
  readonly mostRequests: number;
}

export type FormBatch = (waiting: WaitingModel, nowMs: number) => FormedBatch;

/**
 * Lazy drop, as Clipper (NSDI 2017) does it: only those are given up that can no longer be in time even alone. The batch is
 * the largest that the first request left has time for; behind one that is nearly late it is small, and the next ones are
 * nearly late in turn.
 */
export const lazyDrop: FormBatch = ({ queue, turnaround, mostRequests }, nowMs) => {
  const aloneMs = nowMs + turnaround(1);
  let dropped = 0;
  while (dropped < queue.size && deadlineAt(queue, dropped) < aloneMs) dropped++;
  const deadlineMs = deadlineAt(queue, dropped);
  const fits = (size: number) => nowMs + turnaround(size) <= deadlineMs;
  return { dropped, size: largestBelow(Math.min(mostRequests, queue.size - dropped), fits) };
};

/**
 * Early drop (Nexus, SOSP 2019, section 6.3): a window as long as the batch that is aimed at goes through the queue until
 * its first request has time for it. Those before are given up although they could be in time: they would cost more than
 * they bring. Towards the end of the queue the window is as long as what is left.
 */
export const earlyDrop: FormBatch = ({ queue, turnaround, mostRequests }, nowMs) => {
  let dropped = 0;
  let size = Math.min(mostRequests, queue.size);
  let endMs = size === 0 ? nowMs : nowMs + turnaround(size);
  while (size > 0 && deadlineAt(queue, dropped) < endMs) {
    dropped++;
    const left = queue.size - dropped;
    if (left >= size) continue;
    size = left;
    endMs = size === 0 ? nowMs : nowMs + turnaround(size);
  }
  return { dropped, size };
};

/** Gives up the requests at the front of a queue. */
export function dropFirst(queue: DeadlineQueue, count: number, decide: Decisions): void {
  for (const request of queue.take(count)) decide.drop(request);
}

function deadlineAt(queue: DeadlineQueue, place: number): number {
  return queue.at(place)?.deadlineMs ?? Number.POSITIVE_INFINITY;
}

/** The largest number up to `most` that fits; if one fits, so do those below. */
function largestBelow(most: number, fits: (size: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
