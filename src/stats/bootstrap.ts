import { sortedQuantile } from './quantile.js';
import { seededUniform } from './random.js';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  /** Probability that the interval should cover; 0.95 by default. */
  readonly confidence?: number;
  readonly resamples?: number;
  /** Equal samples and seeds give equal intervals. */
  readonly seed?: number;
}

/**
 * Percentile bootstrap interval of the median (Efron and Tibshirani 1993, chapter 13).
 * With fewer than about six values the interval is little more than the range of the sample: it cannot
 * know what it has not seen.
 */
export function bootstrapMedian(values: readonly number[], options: BootstrapOptions = {}): Interval {
  const { confidence = 0.95, resamples = 2000, seed = 1 } = options;
  if (values.length === 0) return { low: Number.NaN, high: Number.NaN };
  const uniform = seededUniform(seed);
  const medians = new Float64Array(resamples);
  const resample = new Float64Array(values.length);
  for (let b = 0; b < resamples; b++) {
    for (let i = 0; i < resample.length; i++) {
      resample[i] = values[Math.floor(uniform() * values.length)] ?? Number.NaN;
    }
    medians[b] = sortedQuantile(resample.sort(), 0.5);
  }
  medians.sort();
  const tail = (1 - confidence) / 2;
  return { low: sortedQuantile(medians, tail), high: sortedQuantile(medians, 1 - tail) };
}
