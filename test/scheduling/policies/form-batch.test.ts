import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeadlineQueue } from '../../../src/scheduling/policies/deadline-queue.js';
import { earlyDrop, lazyDrop, type WaitingModel } from '../../../src/scheduling/policies/form-batch.js';

/** A batch takes 10 ms and 1 ms more for each request. */
function waitingFor(deadlinesMs: readonly number[], mostRequests: number): WaitingModel {
  const queue = new DeadlineQueue();
  for (const [id, deadlineMs] of deadlinesMs.entries()) queue.add({ id, model: 0, arrivalMs: 0, deadlineMs });
  return { queue, mostRequests, turnaround: (batch) => 10 + batch };
}

const deadlines = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 20 });
const most = fc.integer({ min: 1, max: 10 });

describe('a batch is formed', () => {
  it('lazily: as large as the first request that can be in time has time for', () => {
    expect(lazyDrop(waitingFor([10, 13, 40, 40, 40], 8), 0)).toEqual({ dropped: 1, size: 3 });
    expect(lazyDrop(waitingFor([40, 40, 40], 2), 0)).toEqual({ dropped: 0, size: 2 });
    expect(lazyDrop(waitingFor([10, 10], 8), 0)).toEqual({ dropped: 2, size: 0 });
  });

  it('early: giving up those that would keep the batch from its size', () => {
    expect(earlyDrop(waitingFor([10, 13, 40, 40, 40], 3), 0)).toEqual({ dropped: 1, size: 3 });
    expect(earlyDrop(waitingFor([12, 40, 40, 40, 40], 4), 0)).toEqual({ dropped: 1, size: 4 });
  });

  it('early: towards the end of the queue, of what is left', () => {
    expect(earlyDrop(waitingFor([11, 11, 11], 8), 0)).toEqual({ dropped: 2, size: 1 });
    expect(earlyDrop(waitingFor([10], 8), 0)).toEqual({ dropped: 1, size: 0 });
    expect(earlyDrop(waitingFor([], 8), 0)).toEqual({ dropped: 0, size: 0 });
  });

  it('so that all of it is in time, and something is run if anything can be', () => {
    fc.assert(
      fc.property(
        deadlines,
        most,
        fc.constantFrom(lazyDrop, earlyDrop),
        (deadlinesMs, mostRequests, form) => {
          const waiting = waitingFor(deadlinesMs, mostRequests);
          const { dropped, size } = form(waiting, 0);
          expect(size).toBeLessThanOrEqual(mostRequests);
          expect(dropped + size).toBeLessThanOrEqual(deadlinesMs.length);
          if (size > 0) expect(waiting.queue.at(dropped)?.deadlineMs).toBeGreaterThanOrEqual(10 + size);
          expect(size > 0).toBe(deadlinesMs.some((deadlineMs) => deadlineMs >= 11));
        },
      ),
    );
  });

  it('early with no smaller a batch than lazily, up to the window', () => {
    fc.assert(
      fc.property(deadlines, most, (deadlinesMs, mostRequests) => {
        const early = earlyDrop(waitingFor(deadlinesMs, mostRequests), 0);
        const lazy = lazyDrop(waitingFor(deadlinesMs, mostRequests), 0);
        expect(early.dropped).toBeGreaterThanOrEqual(lazy.dropped);
        // At the end of the queue nothing is left to fill the batch with.
        if (early.dropped + mostRequests <= deadlinesMs.length)
          expect(early.size).toBeGreaterThanOrEqual(lazy.size);
      }),
    );
  });
});
