import type { BootstrapOptions, Interval } from './bootstrap.js';
import { sortedQuantile } from './quantile.js';
import { seededUniform } from './random.js';

/**
 * Percentile bootstrap interval of the mean (Efron and Tibshirani 1993, chapter 13). Of values that are all equal it
 * is that value, which says that none other was seen and not that there is none.
 */
export function bootstrapMean(values: ArrayLike<number>, options: BootstrapOptions = {}): Interval {
  const { confidence = 0.95, resamples = 2000, seed = 1 } = options;
  const { length } = values;
  if (length === 0) return { low: Number.NaN, high: Number.NaN };
  const uniform = seededUniform(seed);
  const means = new Float64Array(resamples);
  for (let b = 0; b < resamples; b++) {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += values[Math.floor(uniform() * length)] ?? Number.NaN;
    means[b] = sum / length;
  }
  means.sort();
  const tail = (1 - confidence) / 2;
  return { low: sortedQuantile(means, tail), high: sortedQuantile(means, 1 - tail) };
}
