import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hodgesLehmann } from '../../src/stats/hodges-lehmann.js';

describe('the shift of Hodges and Lehmann', () => {
  it('is that of the permeability of membranes (Hollander and Wolfe 1973; R wilcox.test, conf.int)', () => {
    const { shift, interval } = hodgesLehmann(
      [1.15, 0.88, 0.9, 0.74, 1.21],
      [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46],
    );
    expect(shift).toBeCloseTo(0.305, 12);
    expect(interval.low).toBeCloseTo(-0.15, 12);
    expect(interval.high).toBeCloseTo(0.76, 12);
  });

  it('has no bounds where the samples are too small to exclude a shift', () => {
    expect(hodgesLehmann([1, 2, 3], [5, 6, 7])).toEqual({
      shift: 4,
      interval: { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY },
    });
  });

  it('refuses an empty sample', () => {
    expect(() => hodgesLehmann([1], [])).toThrow('expected two samples, got 1 and 0 values');
  });

  it('moves with a shift, turns with an exchange, and lies within its interval', () => {
    const sample = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 4, maxLength: 12 });
    fc.assert(
      fc.property(sample, sample, fc.integer({ min: -50, max: 50 }), (a, b, by) => {
        const { shift, interval } = hodgesLehmann(a, b);
        expect(interval.low).toBeLessThanOrEqual(shift);
        expect(interval.high).toBeGreaterThanOrEqual(shift);
        expect(hodgesLehmann(b, a).shift).toBeCloseTo(-shift, 9);
        expect(hodgesLehmann(b, a).interval.low).toBeCloseTo(-interval.high, 9);
        expect(
          hodgesLehmann(
            a,
            b.map((value) => value + by),
          ).shift,
        ).toBeCloseTo(shift + by, 9);
        expect(hodgesLehmann(a.toReversed(), b.toSorted())).toEqual({ shift, interval });
      }),
      { seed: 8, numRuns: 200 },
    );
  });
});
