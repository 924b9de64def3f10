import { acceleration, bcaOfReplicates } from './bca.js';
import type { BootstrapOptions, Interval } from './bootstrap.js';
import { sortedQuantile } from './quantile.js';
import { seededUniform } from './random.js';
import { medianDrawer } from './sorted-resample.js';

export interface RatioOfMedians {
  /** Median of the second sample over that of the first. */
  readonly ratio: number;
  readonly interval: Interval;
}

/**
 * The ratio of the medians of two independent samples of positive numbers, with its BCa interval: both are drawn anew,
 * and the interval is made of logarithms, so that exchanging the samples inverts it. The order of values does not matter.
 * @throws RangeError for a sample of fewer than two values, or values that are not positive and finite
 */
export function ratioOfMedians(
  first: readonly number[],
  second: readonly number[],
  options: BootstrapOptions = {},
): RatioOfMedians {
  const { confidence = 0.95, resamples = 2000, seed = 1 } = options;
  const [a, b] = [sortedSample(first), sortedSample(second)];
  // The same draws whichever sample comes first.
  if (precedes(b, a)) {
    const { ratio, interval } = ratioOfMedians(second, first, options);
    return { ratio: 1 / ratio, interval: { low: 1 / interval.high, high: 1 / interval.low } };
  }
  const uniform = seededUniform(seed);
  const [drawA, drawB] = [medianDrawer(a, uniform), medianDrawer(b, uniform)];
  const logRatio = (ofA: number, ofB: number) => Math.log(ofB / ofA);
  const replicates = Float64Array.from({ length: resamples }, () => logRatio(drawA(), drawB()));
  const [medianA, medianB] = [sortedQuantile(a, 0.5), sortedQuantile(b, 0.5)];
  const speeding = acceleration([
    mediansLeavingOne(a).map((median) => logRatio(median, medianB)),
    mediansLeavingOne(b).map((median) => logRatio(medianA, median)),
  ]);
  const { low, high } = bcaOfReplicates(replicates, logRatio(medianA, medianB), speeding, confidence);
  return { ratio: medianB / medianA, interval: { low: Math.exp(low), high: Math.exp(high) } };
}

function sortedSample(values: readonly number[]): Float64Array {
  if (values.length < 2 || values.some((value) => !(value > 0 && value < Number.POSITIVE_INFINITY))) {
    throw new RangeError(`expected two positive numbers or more, got ${values.length}: ${values.join(' ')}`);
  }
  return Float64Array.from(values).sort();
}

function mediansLeavingOne(sorted: Float64Array): number[] {
  return Array.from(sorted, (_, out) =>
    sortedQuantile(
      sorted.filter((__, at) => at !== out),
      0.5,
    ),
  );
}

function precedes(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return a.length < b.length;
  const differs = a.findIndex((value, at) => value !== b[at]);
  return differs >= 0 && (a[differs] ?? 0) < (b[differs] ?? 0);
}
