import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, quantile, sortedQuantile } from '../../src/stats/quantile.js';

describe('quantile', () => {
  // R: quantile(x, p, type = 7), and numpy.quantile(x, p), which agree.
  it.each([
    [[1, 2, 3, 4], 0.25, 1.75],
    [[1, 2, 3, 4], 0.5, 2.5],
    [[1, 2, 3, 4], 0.9, 3.7],
    [[10, 1, 5], 0.5, 5],
    [[10, 1, 5], 0.1, 1.8],
    [[2, 4, 4, 5, 7, 9], 0.75, 6.5],
    [[7], 0.3, 7],
    [[-3, -1], 0.5, -2],
  ])('of %j at %f is %f', (values, p, expected) => {
    expect(quantile(values, p)).toBeCloseTo(expected, 12);
  });

  it('sorts by size, not by spelling, and leaves the sample as it was', () => {
    const values = [100, 20, 3];
    expect(median(values)).toBe(20);
    expect(values).toEqual([100, 20, 3]);
  });

  it('of an empty sample is NaN', () => {
    expect(quantile([], 0.5)).toBeNaN();
    expect(sortedQuantile(new Float64Array(), 0.5)).toBeNaN();
  });

  it('is the least value at 0, the greatest at 1, and never falls in between', () => {
    const sample = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(sample, share, share, (values, a, b) => {
        expect(quantile(values, 0)).toBe(Math.min(...values));
        expect(quantile(values, 1)).toBe(Math.max(...values));
        expect(quantile(values, Math.min(a, b))).toBeLessThanOrEqual(quantile(values, Math.max(a, b)) + 1e-9);
      }),
      { seed: 1 },
    );
  });
});
