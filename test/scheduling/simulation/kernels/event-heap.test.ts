import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventHeap } from '../../../../src/scheduling/simulation/kernels/event-heap.js';

/** What is done to a heap of 100 slots, more than it has room for at first. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ slot: fc.nat({ max: 99 }), time: fc.nat({ max: 20 }) }) },
  { weight: 1, arbitrary: fc.record({ cancelled: fc.nat({ max: 99 }) }) },
  { weight: 2, arbitrary: fc.constant('pop' as const) },
);

describe('the heap of events', () => {
  it('gives what a sorted list would: by time, then by who was scheduled first', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400, size: 'max' }), (steps) => {
        const heap = new EventHeap();
        for (let i = 0; i < 100; i++) expect(heap.allocate()).toBe(i);
        let list: { slot: number; time: number; turn: number }[] = [];
        const popBoth = () => {
          const first = list.toSorted((a, b) => a.time - b.time || a.turn - b.turn)[0];
          if (first === undefined) return;
          expect(heap.nextTime).toBe(first.time);
          expect(heap.pop()).toBe(first.slot);
          list = list.filter((one) => one !== first);
        };
        for (const [turn, one] of steps.entries()) {
          if (one === 'pop') {
            popBoth();
          } else if ('cancelled' in one) {
            heap.cancel(one.cancelled);
            list = list.filter(({ slot }) => slot !== one.cancelled);
          } else {
            heap.schedule(one.slot, one.time);
            list = [...list.filter(({ slot }) => slot !== one.slot), { ...one, turn }];
          }
          expect(heap.size).toBe(list.length);
          expect(heap.scheduledSlots().sort()).toEqual(list.map(({ slot }) => slot).sort());
        }
        while (list.length > 0) popBoth();
        expect(heap.nextTime).toBe(Number.POSITIVE_INFINITY);
      }),
    );
  });

  it('gives out a released slot again', () => {
    const heap = new EventHeap();
    expect([heap.allocate(), heap.allocate()]).toEqual([0, 1]);
    heap.release(0);
    expect([heap.allocate(), heap.allocate()]).toEqual([0, 2]);
  });
});
