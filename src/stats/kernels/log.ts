import { exactLog, FIXED_LN2, fixedLog, fixedToPair } from './exact-log.js';

/**
 * Table of 1/c for the middle c of each of 512 intervals of [1, 2), to 11 fraction bits, and of -log of it. Intervals
 * above the square root of 2 are halved, so that logarithms of numbers near 1 never come out of a cancellation.
 */
const INTERVAL_BITS = 9;
const INTERVALS = 2 ** INTERVAL_BITS;
const INVERSE_UNITS = 2 ** 11;
/** Fraction bits of the high parts: multiplied by an exponent of 11 bits and summed, they stay exact. */
const HIGH_BITS = 42;

const HALVED_FROM = Math.round((Math.SQRT2 - 1) * INTERVALS);
const inverse = new Float64Array(INTERVALS);
const high = new Float64Array(INTERVALS);
const low = new Float64Array(INTERVALS);
const [LN2_HIGH, LN2_LOW] = fixedToPair(FIXED_LN2, HIGH_BITS);

for (let i = 0; i < INTERVALS; i++) {
  const middle = (1 + (i + 0.5) / INTERVALS) / (i >= HALVED_FROM ? 2 : 1);
  const units = i === 0 || i === INTERVALS - 1 ? INVERSE_UNITS : Math.round(INVERSE_UNITS / middle);
  inverse[i] = units / INVERSE_UNITS;
  [high[i], low[i]] = fixedToPair(-fixedLog(BigInt(units), BigInt(INVERSE_UNITS)), HIGH_BITS);
}

const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);
const HIGH_HALF = new Uint8Array(new Uint16Array([1]).buffer)[0];

const LEAST_EXPONENT = -1022;
/** 2^-e at e - LEAST_EXPONENT: scaling by it is exact, and quicker than writing an exponent into a stored double. */
const downscale = Float64Array.from(
  { length: 1023 - LEAST_EXPONENT + 2 },
  (_, i) => 2 ** -(i + LEAST_EXPONENT),
);
const SPLITTER = 2 ** 27 + 1;

/** Relative error of the double-double result, with a margin of 8 over what the terms add up to. */
const ERROR = 2 ** -66;

/**
 * log(x) rounded to the nearest double, for every positive finite x of normal size.
 *
 * `Math.log` may be off by one unit in the last place, and differs between engines; the C library NumPy was built on
 * differs from the nearest double once in about 1,300 times (glibc 2.36).
 */
export function log(x: number): number {
  double[0] = x;
  const head = halves[HIGH_HALF];
  let exponent = (head >>> 20) - 1023;
  const interval = (head >>> (20 - INTERVAL_BITS)) & (INTERVALS - 1);
  if (interval >= HALVED_FROM) exponent++;
  const mantissa = x * downscale[exponent - LEAST_EXPONENT];
  const scaled = mantissa * SPLITTER;
  const front = scaled - (scaled - mantissa);

  // r = mantissa / c - 1, exactly: both products fit, and so does the difference from 1.
  const a = front * inverse[interval] - 1;
  const b = (mantissa - front) * inverse[interval];
  const r = a + b;
  const rest = r - a;
  const rLow = a - (r - rest) + (b - rest);

  // r^2 with its rounding error, by Dekker's splitting.
  const split = r * SPLITTER;
  const r1 = split - (split - r);
  const r2 = r - r1;
  const square = r * r;
  const squareLow = r1 * r1 - square + 2 * r1 * r2 + r2 * r2 + 2 * r * rLow;
  const tail =
    r * square * (1 / 3 - r * (1 / 4 - r * (1 / 5 - r * (1 / 6 - r * (1 / 7 - r * (1 / 8 - r / 9))))));

  // log(x) = (exponent * ln 2 + log c) + r - r^2/2 + tail, the first sum exact.
  const base = exponent * LN2_HIGH + high[interval];
  const first = base + r;
  const firstRest = first - base;
  const firstLow = base - (first - firstRest) + (r - firstRest);
  const half = -0.5 * square;
  const second = first + half;
  const secondRest = second - first;
  const secondLow = first - (second - secondRest) + (half - secondRest);
  const small = tail + (exponent * LN2_LOW + low[interval] + rLow - 0.5 * squareLow) + (firstLow + secondLow);

  const error = Math.abs(second) * ERROR;
  const rounded = second + (small + error);
  return rounded === second + (small - error) ? rounded : exactLog(exponent, mantissa);
}
