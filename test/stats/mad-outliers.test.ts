import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madOutliers, medianAbsoluteDeviation } from '../../src/stats/mad-outliers.js';

const flagged = (values: readonly number[]) => values.filter((_, at) => madOutliers(values)[at] === true);

describe('outliers by the median absolute deviation', () => {
  it('are those of the example of Leys et al. (2013), and the deviation is theirs', () => {
    const values = [1, 3, 3, 6, 8, 10, 10, 1000];
    expect(medianAbsoluteDeviation(values) * 1.4826).toBeCloseTo(5.1891, 4);
    expect(flagged(values)).toEqual([1000]);
  });

  it('lie on either side', () => {
    expect(flagged([100, 101, 99, 100.5, 99.5, 20, 180])).toEqual([20, 180]);
  });

  it('are found where most values are equal, and not where all are', () => {
    expect(flagged([...Array(12).fill(5), 6])).toEqual([6]);
    expect(flagged([5, 5, 5])).toEqual([]);
    expect(madOutliers([])).toEqual([]);
  });

  it('do not depend on scale or place, and are fewer than half', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: -100, max: 100 }),
        (values, scale, by) => {
          const flags = madOutliers(values);
          expect(flags).toHaveLength(values.length);
          expect(madOutliers(values.map((value) => value * 2 ** (scale % 8) + by * 2 ** 10))).toEqual(flags);
          expect(flags.filter(Boolean).length).toBeLessThan(Math.max(1, values.length / 2));
        },
      ),
      { seed: 10, numRuns: 200 },
    );
  });
});
