/**
 * Natural logarithms in fixed point, as exact as anyone asks: the source of the tables of `log.ts` and its referee
 * where double-double arithmetic cannot tell which of two floats is nearer.
 */

/** Fraction bits. A logarithm of a double needs fewer than 120 to be rounded rightly (Lefèvre and Muller, 2001). */
const BITS = 200;
const ONE = 1n << BigInt(BITS);
const ULP = 2 ** -BITS;

/** log(numerator / denominator) in units of 2^-200, by 2 atanh(z) with z = (n - d) / (n + d). */
export function fixedLog(numerator: bigint, denominator: bigint): bigint {
  const z = ((numerator - denominator) * ONE) / (numerator + denominator);
  const square = (z * z) / ONE;
  let power = z;
  let sum = z;
  for (let odd = 3n; power !== 0n; odd += 2n) {
    power = (power * square) / ONE;
    sum += power / odd;
  }
  return 2n * sum;
}

export const FIXED_LN2 = fixedLog(2n, 1n);

/** The nearest double. */
function fixedToNumber(fixed: bigint): number {
  return Number(fixed) * ULP;
}

/** A fixed-point number as the sum of a double of at most `bits` fraction bits and another double. */
export function fixedToPair(fixed: bigint, bits: number): [high: number, low: number] {
  const shift = BigInt(BITS - bits);
  const high = (fixed + (1n << (shift - 1n))) >> shift;
  return [Number(high) * 2 ** -bits, fixedToNumber(fixed - (high << shift))];
}

/** log(2^exponent * mantissa), rounded to nearest; mantissa in [0.5, 2). */
export function exactLog(exponent: number, mantissa: number): number {
  const scale = 2 ** 54;
  return fixedToNumber(BigInt(exponent) * FIXED_LN2 + fixedLog(BigInt(mantissa * scale), BigInt(scale)));
}
