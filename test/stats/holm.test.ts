import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm } from '../../src/stats/holm.js';

describe('the adjustment of Holm', () => {
  it.each([
    // R: p.adjust(p, "holm").
    [
      [0.01, 0.04, 0.03, 0.005],
      [0.03, 0.06, 0.06, 0.02],
    ],
    [
      [0.5, 0.9],
      [1, 1],
    ],
    [[0.02], [0.02]],
    [[], []],
  ])('makes of %j what R does', (p, adjusted) => {
    const got = holm(p);
    expect(got).toHaveLength(adjusted.length);
    for (const [at, value] of adjusted.entries()) expect(got[at]).toBeCloseTo(value, 12);
  });

  it('keeps the order, never lowers a p, and never exceeds what Bonferroni makes of it', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(probability, { maxLength: 12 }), (p) => {
        const adjusted = holm(p);
        for (const [i, value] of p.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(value);
          expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, value * p.length));
          for (const [j, other] of p.entries()) {
            if (value < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? Number.NaN);
          }
        }
        expect(holm(p.toReversed())).toEqual(adjusted.toReversed());
      }),
      { seed: 9, numRuns: 200 },
    );
  });
});
