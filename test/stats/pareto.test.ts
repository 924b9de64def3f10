import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paretoFront } from '../../src/stats/pareto.js';

const points = (...pairs: readonly (readonly [number, number])[]) => pairs.map(([x, y]) => ({ x, y }));

describe('the Pareto front', () => {
  it('holds the points than which none is better in one figure and no worse in the other', () => {
    expect(paretoFront(points([0.5, 100], [0.9, 50], [0.8, 40], [0.9, 60], [1, 1]))).toEqual([
      true,
      false,
      false,
      true,
      true,
    ]);
  });

  it('holds equal points together, and neither of two that one figure tells apart', () => {
    expect(paretoFront(points([1, 2], [1, 2]))).toEqual([true, true]);
    expect(paretoFront(points([1, 2], [1, 3], [0.5, 3]))).toEqual([false, true, false]);
  });

  it('leaves out what is not a number, and is empty of nothing', () => {
    expect(paretoFront(points([Number.NaN, 5], [1, 1], [2, Number.NaN]))).toEqual([false, true, false]);
    expect(paretoFront([])).toEqual([]);
  });

  it('is what comparing every pair says', () => {
    const coarse = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(fc.array(fc.record({ x: coarse, y: coarse }), { maxLength: 25 }), (some) => {
        const dominated = some.map((a) =>
          some.some((b) => b.x >= a.x && b.y >= a.y && (b.x > a.x || b.y > a.y)),
        );
        expect(paretoFront(some)).toEqual(dominated.map((is) => !is));
      }),
      { seed: 3 },
    );
  });
});
