import { describe, expect, it } from 'vitest';
import { bootstrapMean } from '../../src/stats/bootstrap-mean.js';
import { seededUniform } from '../../src/stats/random.js';

describe("the bootstrap's interval of a mean", () => {
  it('is as wide as the normal approximation for many values', () => {
    const uniform = seededUniform(7);
    const values = Array.from({ length: 400 }, () => (uniform() < 0.9 ? 1 : 0));
    const mean = values.reduce<number>((sum, value) => sum + value, 0) / values.length;
    const half = 1.96 * Math.sqrt((mean * (1 - mean)) / values.length);
    const { low, high } = bootstrapMean(values);
    expect(low).toBeCloseTo(mean - half, 2);
    expect(high).toBeCloseTo(mean + half, 2);
  });

  it('is the same for the same seed and narrower for less confidence', () => {
    const values = [1, 0.5, 0.9, 1, 0.7];
    expect(bootstrapMean(values, { seed: 4 })).toEqual(bootstrapMean(values, { seed: 4 }));
    const wide = bootstrapMean(values);
    const narrow = bootstrapMean(values, { confidence: 0.5 });
    expect(narrow.high - narrow.low).toBeLessThan(wide.high - wide.low);
  });

  it('is one value where all are equal, and nothing where there are none', () => {
    expect(bootstrapMean([0.5, 0.5, 0.5])).toEqual({ low: 0.5, high: 0.5 });
    expect(bootstrapMean([])).toEqual({ low: Number.NaN, high: Number.NaN });
  });
});
