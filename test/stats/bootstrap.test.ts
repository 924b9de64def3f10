import { describe, expect, it } from 'vitest';
import { bootstrapMedian } from '../../src/stats/bootstrap.js';
import { median } from '../../src/stats/quantile.js';
import { seededUniform } from '../../src/stats/random.js';

const sample = [12, 15, 11, 19, 13, 14, 12, 16, 18, 13];

describe('bootstrapMedian', () => {
  it('gives equal intervals for equal samples and seeds', () => {
    expect(bootstrapMedian(sample)).toEqual(bootstrapMedian([...sample]));
    expect(bootstrapMedian(sample, { seed: 3, resamples: 50 })).not.toEqual(
      bootstrapMedian(sample, { seed: 4, resamples: 50 }),
    );
  });

  it('holds the median, within the range of the sample', () => {
    const { low, high } = bootstrapMedian(sample);
    expect(low).toBeLessThanOrEqual(median(sample));
    expect(high).toBeGreaterThanOrEqual(median(sample));
    expect(low).toBeGreaterThanOrEqual(11);
    expect(high).toBeLessThanOrEqual(19);
    expect(low).toBeLessThan(high);
  });

  it('is wider for more confidence', () => {
    const narrow = bootstrapMedian(sample, { confidence: 0.5 });
    const wide = bootstrapMedian(sample, { confidence: 0.99 });
    expect(wide.high - wide.low).toBeGreaterThan(narrow.high - narrow.low);
  });

  it('grows with the values', () => {
    const { low, high } = bootstrapMedian(sample);
    const scaled = bootstrapMedian(sample.map((value) => value * 8));
    expect(scaled).toEqual({ low: low * 8, high: high * 8 });
  });

  it('has no width where all values are equal, and is NaN where there are none', () => {
    expect(bootstrapMedian([4, 4, 4])).toEqual({ low: 4, high: 4 });
    expect(bootstrapMedian([])).toEqual({ low: Number.NaN, high: Number.NaN });
  });

  // The percentile bootstrap of a median covers a little less than it says for small samples.
  it.each([
    ['skewed', 15, (u: number) => -Math.log(1 - u), Math.log(2)],
    ['uniform', 25, (u: number) => u, 0.5],
  ])('covers the true median of %s samples of %i at about the nominal rate', (_, size, draw, truth) => {
    const uniform = seededUniform(2026);
    const trials = 600;
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      const values = Array.from({ length: size }, () => draw(uniform()));
      const { low, high } = bootstrapMedian(values, { resamples: 400, seed: trial });
      if (low <= truth && truth <= high) covered++;
    }
    expect(covered / trials).toBeGreaterThan(0.9);
    expect(covered / trials).toBeLessThan(0.985);
  });
});

describe('seededUniform', () => {
  it('repeats itself from a seed, within [0, 1), evenly', () => {
    const first = Array.from({ length: 10_000 }, seededUniform(7));
    expect(Array.from({ length: 10_000 }, seededUniform(7))).toEqual(first);
    expect(Array.from({ length: 5 }, seededUniform(8))).not.toEqual(first.slice(0, 5));
    expect(Math.min(...first)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...first)).toBeLessThan(1);
    const tenths = new Array<number>(10).fill(0);
    for (const value of first) tenths[Math.floor(value * 10)] = (tenths[Math.floor(value * 10)] ?? 0) + 1;
    // A chi-squared of 9 degrees of freedom exceeds 27.9 once in a thousand seeds.
    const chiSquared = tenths.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquared).toBeLessThan(27.9);
  });
});
