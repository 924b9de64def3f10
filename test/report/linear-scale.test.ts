import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearScale, linearTicks } from '../../src/report/linear-scale.js';

describe('a linear scale', () => {
  it('maps its ends to its ends and its middle to its middle', () => {
    const scale = linearScale(10, 30, 40);
    expect([10, 20, 30].map((value) => scale.at(value))).toEqual([0, 20, 40]);
  });

  it('puts values that are all alike in the middle', () => {
    expect(linearScale(7, 7, 10).at(7)).toBe(5);
  });
});

describe('linear ticks', () => {
  it.each([
    [0, 100, 10, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]],
    [1, 101, 10, [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]],
    [374.3, 946.2, 6, [400, 500, 600, 700, 800, 900]],
    [0, 0.3, 3, [0, 0.1, 0.2, 0.3]],
    [5, 5, 4, [5]],
  ])('of %d to %d, about %d, are round', (low, high, count, ticks) => {
    expect(linearTicks(low, high, count)).toEqual(ticks);
  });

  it('lie within, evenly, and are neither too many nor none', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        (low, span) => {
          const ticks = linearTicks(low, low + span, 6);
          expect(ticks.length).toBeGreaterThanOrEqual(1);
          expect(ticks.length).toBeLessThanOrEqual(7);
          for (const tick of ticks)
            expect(Math.abs(tick - low - span / 2)).toBeLessThanOrEqual(span * 0.5001);
        },
      ),
      { seed: 3, numRuns: 500 },
    );
  });
});
