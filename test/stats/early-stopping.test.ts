import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastQueries, mostOver } from '../../src/stats/early-stopping.js';

describe('early stopping', () => {
  // MLPerf Inference rules: one query over the target needs 64 at the 90th and 662 at the 99th percentile.
  it.each([
    [0, 0.9, 44],
    [1, 0.9, 64],
    [2, 0.9, 81],
    [5, 0.9, 127],
    [0, 0.95, 90],
    [1, 0.95, 130],
    [0, 0.99, 459],
    [1, 0.99, 662],
    [2, 0.99, 838],
    [5, 0.99, 1307],
    // By the binomial distribution of scipy.
    [1000, 0.99, 107_569],
    [2500, 0.99, 261_822],
    [10, 0.999, 20_140],
  ])('with %i over needs, at %f, the least that shows it', (over, percentile, queries) => {
    expect(leastQueries(over, percentile)).toBe(queries);
  });

  it('says how many may be over', () => {
    expect([458, 459, 661, 662, 838].map((queries) => mostOver(queries, 0.99))).toEqual([
      undefined,
      0,
      0,
      1,
      2,
    ]);
    expect(mostOver(0, 0.9)).toBeUndefined();
  });

  it('allows as many as the least count asks for, and no more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 44, max: 20_000 }),
        fc.constantFrom(0.5, 0.9, 0.95),
        (queries, percentile) => {
          const over = mostOver(queries, percentile) ?? -1;
          if (over >= 0) expect(leastQueries(over, percentile)).toBeLessThanOrEqual(queries);
          expect(leastQueries(over + 1, percentile)).toBeGreaterThan(queries);
          // Always stricter than the share itself.
          expect(over).toBeLessThanOrEqual(queries * (1 - percentile));
        },
      ),
      { seed: 13, numRuns: 60 },
    );
  });

  it('refuses what is no count and no share', () => {
    expect(() => leastQueries(-1, 0.9)).toThrow('expected a count of queries, got -1');
    expect(() => leastQueries(1, 1)).toThrow('expected a share between 0 and 1, got 1');
    expect(() => leastQueries(1, 0.9, 0)).toThrow(RangeError);
  });
});
