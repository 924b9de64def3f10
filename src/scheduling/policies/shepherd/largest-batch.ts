import type { LatencyProfile, Request } from '../../policy.js';
import type { DeadlineQueue } from '../deadline-queue.js';

/**
 * How many of the front of a queue can run as one batch within the deadline of the first, 0 where it cannot run even
 * alone. `endMs`: when a batch of so many would end, later for a larger one.
 */
export function largestBatch<R extends Request>(
  queue: DeadlineQueue<R>,
  { maxBatch }: LatencyProfile,
  firstDueMs: number,
  endMs: (batch: number) => number,
): number {
  let size = 0;
  let tooLarge = Math.min(queue.size, maxBatch) + 1;
  while (tooLarge - size > 1) {
    const middle = (size + tooLarge) >>> 1;
    if (endMs(middle) <= firstDueMs) size = middle;
    else tooLarge = middle;
  }
  return size;
}
