import { criticalU } from './mann-whitney.js';
import { quantile, sortedQuantile } from './quantile.js';
import { seededUniform } from './random.js';

export interface DetectableEffectOptions {
  /** Two-sided level of the test; 0.05 by default. */
  readonly alpha?: number;
  /** How often an effect of the size returned would have been found; 0.8 by default. */
  readonly power?: number;
  readonly resamples?: number;
  readonly seed?: number;
}

/**
 * The smallest slowdown that Mann and Whitney's test would have found in samples of these sizes and spreads, as a share:
 * 0.04 is 4 %. What varies about each median is drawn anew on a log scale (Efron and Tibshirani 1993, chapter 25, power
 * by the bootstrap), widened by what a bootstrap of n values falls short of, n / (n - 1); of each draw the least factor
 * that makes the test reject is one order statistic of the pairs' differences, and the effect is the quantile of those.
 * Exchanging the samples leaves it as it is.
 * @returns Infinity where samples of these sizes cannot reach `alpha`
 * @throws RangeError for fewer than two values, or values that are not positive
 */
export function minimumDetectableEffect(
  first: readonly number[],
  second: readonly number[],
  options: DetectableEffectOptions = {},
): number {
  const { alpha = 0.05, power = 0.8, resamples = 500, seed = 1 } = options;
  const residuals = [logResiduals(first), logResiduals(second)].sort(bySizeAndSpread);
  const [a = new Float64Array(), b = new Float64Array()] = residuals;
  const rejected = criticalU(a.length, b.length, alpha);
  if (rejected < 0) return Number.POSITIVE_INFINITY;
  const uniform = seededUniform(seed);
  const [drawnA, drawnB] = [new Float64Array(a.length), new Float64Array(b.length)];
  const needed = Array.from({ length: resamples }, () => {
    drawAnew(a, drawnA, uniform);
    drawAnew(b, drawnB, uniform);
    return differenceAt(drawnA, drawnB, a.length * b.length - 1 - rejected);
  });
  return Math.expm1(Math.max(0, quantile(needed, power)));
}

function logResiduals(values: readonly number[]): Float64Array {
  if (values.length < 2 || values.some((value) => !(value > 0))) {
    throw new RangeError(`expected two positive numbers or more, got ${values.length}: ${values.join(' ')}`);
  }
  const logs = Float64Array.from(values, Math.log).sort();
  const middle = sortedQuantile(logs, 0.5);
  const widened = Math.sqrt(logs.length / (logs.length - 1));
  return logs.map((log) => (log - middle) * widened);
}

function bySizeAndSpread(a: Float64Array, b: Float64Array): number {
  const spread = (residuals: Float64Array) => residuals.reduce((sum, one) => sum + one * one, 0);
  return a.length - b.length || spread(a) - spread(b);
}

function drawAnew(values: Float64Array, into: Float64Array, uniform: () => number): void {
  for (let i = 0; i < into.length; i++) into[i] = values[Math.floor(uniform() * values.length)] ?? Number.NaN;
  into.sort();
}

/** The difference a - b at a place in the ascending order of all pairs, to a millionth of their range. */
function differenceAt(a: Float64Array, b: Float64Array, place: number): number {
  let low = (a[0] ?? 0) - (b.at(-1) ?? 0);
  let high = (a.at(-1) ?? 0) - (b[0] ?? 0);
  for (let step = 0; step < 20; step++) {
    const middle = (low + high) / 2;
    if (pairsAtMost(a, b, middle) > place) high = middle;
    else low = middle;
  }
  return high;
}

/** How many pairs have a - b at most `limit`; both in ascending order. */
function pairsAtMost(a: Float64Array, b: Float64Array, limit: number): number {
  let count = 0;
  let from = 0;
  for (const one of a) {
    while (from < b.length && one - (b[from] ?? 0) > limit) from++;
    count += b.length - from;
  }
  return count;
}
