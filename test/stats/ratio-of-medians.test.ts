import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median } from '../../src/stats/quantile.js';
import { seededUniform } from '../../src/stats/random.js';
import { ratioOfMedians } from '../../src/stats/ratio-of-medians.js';
import { simulateRounds } from '../../src/stats/simulated-rounds.js';
import { medianDrawer } from '../../src/stats/sorted-resample.js';

const BASE = [12.1, 11.8, 12.5, 12.0, 13.9, 12.2, 11.9, 12.4, 12.3, 12.7];
const HEAD = [13.0, 13.4, 12.9, 13.1, 15.2, 13.3, 13.6, 13.2, 12.8, 13.8];

describe('the ratio of medians', () => {
  it('has the interval that scipy.stats.bootstrap gives (BCa, 50,000 resamples)', () => {
    const { ratio, interval } = ratioOfMedians(BASE, HEAD, { resamples: 50_000 });
    expect(ratio).toBeCloseTo(1.0816326530612246, 12);
    expect(interval.low).toBeCloseTo(1.048, 2);
    expect(interval.high).toBeCloseTo(1.1203, 2);
  });

  const sample = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 15 });

  it('is inverted by an exchange, and knows nothing of scale or order', () => {
    fc.assert(
      fc.property(sample, sample, fc.integer({ min: -8, max: 8 }), (a, b, exponent) => {
        const options = { resamples: 200 };
        const { ratio, interval } = ratioOfMedians(a, b, options);
        expect(interval.low).toBeGreaterThan(0);
        expect(interval.low).toBeLessThanOrEqual(interval.high);
        const exchanged = ratioOfMedians(b, a, options);
        expect(exchanged.ratio * ratio).toBeCloseTo(1, 9);
        expect(exchanged.interval.low * interval.high).toBeCloseTo(1, 9);
        expect(exchanged.interval.high * interval.low).toBeCloseTo(1, 9);
        expect(ratioOfMedians(a.toReversed(), b.toSorted(), options)).toEqual({ ratio, interval });
        const scale = 2 ** exponent;
        const scaled = ratioOfMedians(
          a.map((value) => value * scale),
          b.map((value) => value * scale),
          options,
        );
        expect(scaled).toEqual({ ratio, interval });
      }),
      { seed: 16, numRuns: 100 },
    );
  });

  it('lies within the ratios that the samples allow', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const { interval } = ratioOfMedians(a, b, { resamples: 200 });
        expect(interval.low).toBeGreaterThanOrEqual((Math.min(...b) / Math.max(...a)) * (1 - 1e-12));
        expect(interval.high).toBeLessThanOrEqual((Math.max(...b) / Math.min(...a)) * (1 + 1e-12));
      }),
      { seed: 17, numRuns: 100 },
    );
  });

  it('covers the true ratio at about the nominal rate', () => {
    const uniform = seededUniform(18);
    const trials = 500;
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      const { baseMs, headMs } = simulateRounds(
        { kind: 'normal', rounds: 12, noise: 0.05, slowdown: 0.2 },
        uniform,
      );
      const { low, high } = ratioOfMedians(baseMs, headMs, { resamples: 400, seed: trial }).interval;
      if (low <= 1.2 && 1.2 <= high) covered++;
    }
    expect(covered / trials).toBeGreaterThan(0.92);
    expect(covered / trials).toBeLessThan(0.995);
  });

  it('refuses samples that have no ratio', () => {
    expect(() => ratioOfMedians([1], [1, 2])).toThrow('expected two positive numbers or more, got 1');
    expect(() => ratioOfMedians([1, 2], [0, 2])).toThrow('expected two positive numbers or more, got 2: 0 2');
    expect(() => ratioOfMedians([1, 2], [1, Number.POSITIVE_INFINITY])).toThrow(RangeError);
  });
});

describe('medians drawn by counting', () => {
  it('are those of resamples that are sorted', () => {
    const sorted = Float64Array.from(BASE).sort();
    for (const values of [sorted, sorted.subarray(0, 7), sorted.subarray(0, 1)]) {
      const [draw, uniform] = [medianDrawer(values, seededUniform(19)), seededUniform(19)];
      for (let time = 0; time < 200; time++) {
        const resample = Array.from(values, () => values[Math.floor(uniform() * values.length)] ?? 0);
        expect(draw()).toBe(median(resample));
      }
    }
  });
});
