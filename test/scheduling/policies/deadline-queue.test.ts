import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeadlineQueue } from '../../../src/scheduling/policies/deadline-queue.js';
import type { Request } from '../../../src/scheduling/policy.js';

const request = (id: number, deadlineMs: number): Request => ({ id, model: 0, arrivalMs: 0, deadlineMs });

type Step = { readonly add: number } | { readonly take: number } | { readonly remove: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ add: fc.integer({ min: 0, max: 20 }) }) },
  fc.record({ take: fc.nat({ max: 3 }) }),
  fc.record({ remove: fc.nat() }),
);

describe('a queue by deadline', () => {
  it('is a list that is sorted by deadline and then by number, whatever is done to it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400, size: 'max' }), (steps) => {
        const queue = new DeadlineQueue();
        let model: Request[] = [];
        for (const [id, one] of steps.entries()) {
          if ('add' in one) {
            queue.add(request(id, one.add));
            model.push(request(id, one.add));
            model.sort((a, b) => a.deadlineMs - b.deadlineMs || a.id - b.id);
          } else if ('take' in one) {
            expect(queue.take(one.take)).toEqual(model.slice(0, one.take));
            model = model.slice(one.take);
          } else {
            const gone = model[one.remove % Math.max(1, model.length)];
            if (gone !== undefined) expect(queue.remove(gone)).toBe(true);
            model = model.filter((other) => other !== gone);
            expect(queue.remove(request(id, 7))).toBe(false);
          }
          expect(Array.from({ length: queue.size }, (_, place) => queue.at(place))).toEqual(model);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('keeps its order when much was taken from its front', () => {
    const queue = new DeadlineQueue();
    for (let id = 0; id < 2000; id++) queue.add(request(id, id));
    expect(queue.take(1500).map(({ id }) => id)).toEqual(Array.from({ length: 1500 }, (_, id) => id));
    queue.add(request(2000, 1600.5));
    expect([queue.size, queue.at(0)?.id, queue.at(101)?.id]).toEqual([501, 1500, 2000]);
  });
});
