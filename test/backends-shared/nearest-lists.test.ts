import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NearestLists } from '../../src/backends/shared/kernels/nearest-lists.js';

// Few distinct distances, so that most of them tie.
const distances = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 30 });

describe('NearestLists', () => {
  it('keeps the k nearest in whatever order they are offered, ties by the smaller id', () => {
    const order = fc.array(fc.nat(), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(distances, fc.integer({ min: 1, max: 12 }), order, (all, most, keys) => {
        const k = Math.min(most, all.length);
        const offers = all.map((distance, id) => ({ distance, id }));
        const lists = new NearestLists(1, k);
        for (const { distance, id } of offers.toSorted((a, b) => Number(keys[a.id]) - Number(keys[b.id]))) {
          lists.offer(0, distance, id);
        }
        const expected = offers.toSorted((a, b) => a.distance - b.distance || a.id - b.id).slice(0, k);
        expect([...lists.ids]).toEqual(expected.map(({ id }) => id));
        expect([...lists.distances]).toEqual(expected.map(({ distance }) => distance));
      }),
      { seed: 1 },
    );
  });

  it('keeps the lists of several queries apart', () => {
    const lists = new NearestLists(3, 2);
    lists.offer(1, 5, 10);
    lists.offer(0, 1, 20);
    lists.offer(1, 4, 30);
    lists.offer(2, 9, 40);
    lists.offer(0, 2, 50);
    lists.offer(1, 3, 60);
    lists.offer(2, 8, 70);
    expect([...lists.ids]).toEqual([20, 50, 60, 30, 70, 40]);
  });
});
