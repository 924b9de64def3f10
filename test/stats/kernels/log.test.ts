import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactLog } from '../../../src/stats/kernels/exact-log.js';
import { log } from '../../../src/stats/kernels/log.js';

/** The exact logarithm by fixed-point arithmetic alone. */
function referee(x: number): number {
  let exponent = 0;
  while (x >= 1.5) {
    x /= 2;
    exponent++;
  }
  while (x < 0.75) {
    x *= 2;
    exponent--;
  }
  return exactLog(exponent, x);
}

describe('log', () => {
  it('is the nearest double to the logarithm', () => {
    fc.assert(
      fc.property(fc.double({ min: 2 ** -1022, max: 1.7e308, noNaN: true }), (x) => {
        expect(log(x)).toBe(referee(x));
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it('is so near 1 too, where the result is small', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 52 }),
        (side, bits) => {
          const x = 1 + side * 2 ** -bits;
          expect(log(x)).toBe(referee(x));
        },
      ),
      { numRuns: 2000, seed: 2 },
    );
  });

  // Python: Decimal(x).ln() with 60 digits, rounded to double.
  it.each([
    [3, 1.0986122886681098],
    [0.7, -0.35667494393873245],
    [1e10, 23.025850929940457],
    [1.0000000000000002, 2.2204460492503128e-16],
    [0.9999999999999999, -1.1102230246251565e-16],
    [1e-300, -690.7755278982137],
    [1.7976931348623157e308, 709.782712893384],
  ])('of %d', (x, expected) => {
    expect(log(x)).toBe(expected);
  });

  it('is 0 of 1', () => {
    expect(log(1)).toBe(0);
  });
});
