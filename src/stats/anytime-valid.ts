import type { Interval } from './bootstrap.js';
import { logGamma } from './kernels/log-gamma.js';
import { median } from './quantile.js';

export interface AnytimeOptions {
  /** Which quantile is followed; the median by default. */
  readonly quantile?: number;
  /** Probability that the interval covers at all times at once; 0.95 by default. */
  readonly confidence?: number;
}

/**
 * An interval of a quantile that holds at every time at once, so that looking at it to decide when to stop does not make
 * it too narrow, as it does any interval made for a fixed number of values. Values below the quantile come as tosses of a
 * coin of its probability; a coin is excluded once a uniform mixture of all coins is 1 / (1 - confidence) times as likely
 * (Robbins 1970; for quantiles, Howard and Ramdas 2022, the beta-binomial mixture with both parameters 1). It asks of the
 * values only that they are independent and alike.
 * @returns ends of -Infinity and Infinity as long as nothing bounds the quantile: up to seven values for the median at 95 %
 */
export function anytimeQuantile(values: readonly number[], options: AnytimeOptions = {}): Interval {
  const { quantile = 0.5, confidence = 0.95 } = options;
  for (const share of [quantile, confidence]) {
    if (!(share > 0 && share < 1)) throw new RangeError(`expected a share between 0 and 1, got ${share}`);
  }
  const sorted = Float64Array.from(values).sort();
  const { length } = sorted;
  const possible = (below: number) => logMixture(below, length, quantile) < -Math.log(1 - confidence);
  // Convex in the count, the mixture is no likelier than the coin at the coin's likeliest count.
  const likeliest = Math.min(length, Math.floor((length + 1) * quantile));
  const least = firstFrom(0, likeliest, possible);
  const most = length - firstFrom(0, length - likeliest, (above) => possible(length - above));
  return {
    low: least === 0 ? Number.NEGATIVE_INFINITY : (sorted[least - 1] ?? Number.NaN),
    high: most === length ? Number.POSITIVE_INFINITY : (sorted[most] ?? Number.NaN),
  };
}

/** Whether the median is known to within a share of itself, however often this is asked along the way. */
export function isMedianKnown(values: readonly number[], halfWidth: number, confidence = 0.95): boolean {
  const { low, high } = anytimeQuantile(values, { confidence });
  return (high - low) / 2 <= halfWidth * median(values);
}

/** The first of ascending numbers that holds, where all after it do and the last does. */
function firstFrom(low: number, high: number, holds: (at: number) => boolean): number {
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}

/** log of how much likelier a uniform mixture of coins makes `heads` of `tosses` than a coin of this probability does. */
function logMixture(heads: number, tosses: number, probability: number): number {
  const tails = tosses - heads;
  const mixture = logGamma(heads + 1) + logGamma(tails + 1) - logGamma(tosses + 2);
  return mixture - heads * Math.log(probability) - tails * Math.log1p(-probability);
}
