import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anytimeQuantile, isMedianKnown } from '../../src/stats/anytime-valid.js';
import { bootstrapMedian } from '../../src/stats/bootstrap.js';
import { seededUniform } from '../../src/stats/random.js';

const UNBOUNDED = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
const range = (length: number) => Array.from({ length }, (_, i) => i + 1);

/** Of streams of exponential values, the share whose interval missed the median at any of the first 100 times. */
function missedEver(
  streams: number,
  intervalOf: (values: readonly number[]) => { low: number; high: number },
) {
  const uniform = seededUniform(21);
  let missed = 0;
  for (let stream = 0; stream < streams; stream++) {
    const values: number[] = [];
    for (let time = 0; time < 100; time++) {
      values.push(-Math.log(1 - uniform()));
      if (values.length < 6) continue;
      const { low, high } = intervalOf(values);
      if (!(low <= Math.LN2 && Math.LN2 <= high)) {
        missed++;
        break;
      }
    }
  }
  return missed / streams;
}

describe('an interval that is valid at any time', () => {
  it('misses at any time at all no more often than it says', () => {
    expect(missedEver(1000, (values) => anytimeQuantile(values))).toBeLessThanOrEqual(0.05);
    expect(missedEver(1000, (values) => anytimeQuantile(values, { confidence: 0.8 }))).toBeLessThanOrEqual(
      0.2,
    );
  });

  it('does what a bootstrap looked at each time does not', () => {
    const looked = missedEver(40, (values) => bootstrapMedian(values, { resamples: 100 }));
    expect(looked).toBeGreaterThan(0.15);
  });

  it('begins where a mixture of all coins is 20 times as likely: 2^8 / 9', () => {
    expect(anytimeQuantile(range(7))).toEqual(UNBOUNDED);
    expect(anytimeQuantile(range(8))).toEqual({ low: 1, high: 8 });
    // 4 of 20 heads: 2^20 / (21 choose(20, 4)) = 10.3; of 3 it is 43.8.
    expect(anytimeQuantile(range(20))).toEqual({ low: 4, high: 17 });
  });

  it('shrinks about the quantile', () => {
    const { low, high } = anytimeQuantile(range(2000), { quantile: 0.9 });
    expect(low).toBeGreaterThan(1740);
    expect(low).toBeLessThan(1800);
    expect(high).toBeGreaterThan(1800);
    expect(high).toBeLessThan(1860);
  });

  it('knows nothing of order, follows scale, and is narrower for less confidence', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 60 }), (values) => {
        const { low, high } = anytimeQuantile(values);
        expect(low).toBeLessThanOrEqual(high);
        expect(anytimeQuantile(values.toReversed())).toEqual({ low, high });
        expect(anytimeQuantile(values.map((value) => value * 3))).toEqual({ low: low * 3, high: high * 3 });
        const narrower = anytimeQuantile(values, { confidence: 0.5 });
        expect(narrower.low).toBeGreaterThanOrEqual(low);
        expect(narrower.high).toBeLessThanOrEqual(high);
      }),
      { seed: 22, numRuns: 200 },
    );
  });

  it('stops a live run once the median is known, and not before it is bounded', () => {
    const steady = range(40).map((i) => 100 + (i % 5) * 0.1);
    expect(isMedianKnown(steady.slice(0, 7), 0.02)).toBe(false);
    expect(isMedianKnown(steady.slice(0, 8), 0.02)).toBe(true);
    expect(isMedianKnown(range(40), 0.02)).toBe(false);
    expect(isMedianKnown([], 0.02)).toBe(false);
  });

  it('refuses what is no share', () => {
    expect(() => anytimeQuantile([1], { quantile: 0 })).toThrow('expected a share between 0 and 1, got 0');
    expect(() => anytimeQuantile([1], { confidence: 1 })).toThrow(RangeError);
  });
});
