import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeadlineQueue } from '../../../../src/scheduling/policies/deadline-queue.js';
import { type DropRule, formBatch } from '../../../../src/scheduling/policies/symphony/form-batch.js';
import { linearProfile } from '../../../../src/scheduling/profiles/linear-profile.js';

/** At time 0, of requests due at these times; a batch of b takes b + 4 ms. */
function form(dueMs: readonly number[], target: number, drop: DropRule = 'window', maxBatch = 8) {
  const queue = new DeadlineQueue();
  for (const [id, deadlineMs] of dueMs.entries()) queue.add({ id, model: 0, arrivalMs: 0, deadlineMs });
  return formBatch({
    queue,
    latency: linearProfile(1, 4, maxBatch),
    startMs: () => 0,
    dueMs: ({ deadlineMs }) => deadlineMs,
    target,
    drop,
  });
}

describe("Symphony's window drop", () => {
  it('drops those that leave no time for the batch that the load needs', () => {
    // The last three can run together; the first two would make it a batch of one or two.
    expect(form([5, 6, 7, 8, 9], 3)).toEqual({ dropped: 2, size: 3, dueMs: 7 });
  });

  it('drops only for the target', () => {
    expect(form([5, 6, 7, 8, 9], 2)).toEqual({ dropped: 1, size: 2, dueMs: 6 });
    expect(form([4, 5, 6, 7, 8, 9], 1)).toEqual({ dropped: 1, size: 1, dueMs: 5 });
  });

  it('takes more than the target where the first has time: the free lunch', () => {
    expect(form([8, 8, 9, 9], 2)).toEqual({ dropped: 0, size: 4, dueMs: 8 });
    expect(form([7, 8, 9, 9], 2)).toEqual({ dropped: 0, size: 3, dueMs: 7 });
  });

  it('drops all when not even the last can be in time', () => {
    expect(form([1, 2, 4.9], 3)).toEqual({ dropped: 3, size: 0, dueMs: Number.NEGATIVE_INFINITY });
    expect(form([], 3).size).toBe(0);
  });

  it('never exceeds the largest batch', () => {
    expect(form([99, 99, 99, 99, 99], 20, 'window', 3)).toEqual({ dropped: 0, size: 3, dueMs: 99 });
  });
});

describe('other rules of dropping', () => {
  it('give up what cannot be in time alone', () => {
    expect(form([4, 5, 6, 7, 8, 9], 3, 'timeout')).toEqual({ dropped: 1, size: 1, dueMs: 5 });
  });

  it('run what is late already before the rest', () => {
    expect(form([1, 99, 99, 99], 2, 'never')).toEqual({
      dropped: 0,
      size: 2,
      dueMs: Number.NEGATIVE_INFINITY,
    });
    expect(form([1], 2, 'never').size).toBe(1);
    expect(form([9, 99, 99], 2, 'never')).toEqual({ dropped: 0, size: 3, dueMs: 9 });
  });
});

describe('a formed batch', () => {
  it('is in time, as large as its first allows, and drops no more than the target needs', () => {
    const due = fc
      .array(fc.integer({ min: 0, max: 40 }), { maxLength: 20 })
      .map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(
        due,
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom('window', 'timeout'),
        (all, target, drop) => {
          const { dropped, size, dueMs } = form(all, target, drop);
          expect(dropped + size).toBeLessThanOrEqual(all.length);
          if (size === 0) {
            expect(dropped).toBe(all.length);
            for (const one of all) expect(one).toBeLessThan(5);
            return;
          }
          expect(dueMs).toBe(all[dropped]);
          expect(size + 4).toBeLessThanOrEqual(dueMs);
          const couldGrow = size < 8 && dropped + size < all.length;
          if (couldGrow) expect(size + 1 + 4).toBeGreaterThan(dueMs);
          const last = all[dropped - 1];
          if (last !== undefined) expect(last).toBeLessThan(Math.min(target, size) + 4);
        },
      ),
    );
  });
});
