import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceleration, bcaInterval, bcaOfReplicates } from '../../src/stats/bca.js';
import { median } from '../../src/stats/quantile.js';
import { seededUniform } from '../../src/stats/random.js';

/** The spatial test data of Efron and Tibshirani (1993), table 14.1, A. */
const SPATIAL = [
  48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41,
];

function variance(sample: ArrayLike<number>): number {
  const values = Array.from(sample);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

const medianOf = (sample: Float64Array) => median([...sample]);
const leftOut = <T>(values: readonly T[]) => values.map((_, out) => values.filter((__, at) => at !== out));

describe('the BCa interval', () => {
  it('has the published acceleration of the variance of the spatial data: .061', () => {
    expect(variance(SPATIAL)).toBeCloseTo(171.5, 1);
    expect(acceleration([leftOut(SPATIAL).map(variance)])).toBeCloseTo(0.061, 3);
  });

  it('is the published one of that variance at 90 %: (115.8, 259.6)', () => {
    // The book drew 2,000 times with seeds of its own; of so many, ends move by some units between seeds.
    const { low, high } = bcaInterval(SPATIAL, variance, { confidence: 0.9, resamples: 20_000 });
    expect(Math.abs(low - 115.8)).toBeLessThan(3);
    expect(Math.abs(high - 259.6)).toBeLessThan(6);
  });

  it('is the percentile interval where there is neither bias nor acceleration', () => {
    const replicates = Float64Array.from({ length: 1001 }, (_, i) => i - 500);
    const { low, high } = bcaOfReplicates(replicates, 0, 0, 0.9);
    expect(low).toBeCloseTo(-450, 6);
    expect(high).toBeCloseTo(450, 6);
  });

  it('moves against the bias', () => {
    const replicates = Float64Array.from({ length: 1000 }, (_, i) => i);
    const unbiased = bcaOfReplicates(replicates, 499.5, 0, 0.9);
    const biased = bcaOfReplicates(replicates, 600, 0, 0.9);
    expect(biased.low).toBeGreaterThan(unbiased.low);
    expect(biased.high).toBeGreaterThan(unbiased.high);
    // Beyond all replicates there is an end still.
    expect(bcaOfReplicates(replicates, 2000, 0, 0.9).high).toBeCloseTo(999, 6);
  });

  it('has no width where nothing varies', () => {
    expect(bcaInterval([5, 5, 5, 5], medianOf)).toEqual({ low: 5, high: 5 });
    expect(acceleration([[2, 2, 2]])).toBe(0);
  });

  it('covers the mean of skewed samples better than the nominal rate less three percent', () => {
    const uniform = seededUniform(14);
    const mean = (sample: Float64Array) => sample.reduce((sum, value) => sum + value, 0) / sample.length;
    const trials = 400;
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      const values = Array.from({ length: 30 }, () => -Math.log(1 - uniform()));
      const { low, high } = bcaInterval(values, mean, { resamples: 400, seed: trial });
      if (low <= 1 && 1 <= high) covered++;
    }
    expect(covered / trials).toBeGreaterThan(0.9);
    expect(covered / trials).toBeLessThan(0.985);
  });

  it('repeats itself from a seed, and follows scale and place', () => {
    const mean = (sample: Float64Array) => sample.reduce((sum, value) => sum + value, 0) / sample.length;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 12 }), (values) => {
        const options = { resamples: 200 };
        const { low, high } = bcaInterval(values, mean, options);
        expect(bcaInterval(values, mean, options)).toEqual({ low, high });
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
        const scaled = bcaInterval(
          values.map((value) => 4 * value + 16),
          mean,
          options,
        );
        expect(scaled.low).toBeCloseTo(4 * low + 16, 6);
        expect(scaled.high).toBeCloseTo(4 * high + 16, 6);
      }),
      { seed: 15, numRuns: 50 },
    );
  });

  it('refuses what cannot vary', () => {
    expect(() => bcaInterval([1], medianOf)).toThrow('expected two values or more, got 1');
  });
});
