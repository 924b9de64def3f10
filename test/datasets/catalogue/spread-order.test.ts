import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadOrder } from '../../../src/datasets/catalogue/spread-order.js';

describe('spreadOrder', () => {
  it('gives every row a place of its own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (rows) => {
        const places = spreadOrder(rows);
        expect([...places].sort((a, b) => a - b)).toEqual(Array.from({ length: rows }, (_, i) => i));
      }),
    );
  });

  it('takes about as many rows from every tenth of them, wherever it is cut', () => {
    const rows = 34_147;
    const places = spreadOrder(rows);
    for (const [from, to] of [
      [0, 1000],
      [0, 10_000],
      [rows - 1000, rows],
    ] as const) {
      const tenths = new Array<number>(10).fill(0);
      places.forEach((place, row) => {
        const tenth = Math.floor((10 * row) / rows);
        if (place >= from && place < to) tenths[tenth] = (tenths[tenth] ?? 0) + 1;
      });
      for (const count of tenths) expect(Math.abs(count - (to - from) / 10)).toBeLessThanOrEqual(5);
    }
  });

  it('is the order of before: the files of the cache are pinned', () => {
    expect([...spreadOrder(10)]).toEqual([0, 3, 6, 9, 2, 5, 8, 1, 4, 7]);
  });
});
