import type { BootstrapOptions, Interval } from './bootstrap.js';
import { normalCdf, normalQuantile } from './normal.js';
import { sortedQuantile } from './quantile.js';
import { seededUniform } from './random.js';

/**
 * Bias-corrected and accelerated bootstrap interval of a statistic (Efron 1987; Efron and Tibshirani 1993, section 14.3).
 * The statistic is given a copy of the values that it may change.
 * @throws RangeError for fewer than two values
 */
export function bcaInterval(
  values: readonly number[],
  statistic: (sample: Float64Array) => number,
  options: BootstrapOptions = {},
): Interval {
  const { confidence = 0.95, resamples = 2000, seed = 1 } = options;
  const { length } = values;
  if (length < 2) throw new RangeError(`expected two values or more, got ${length}`);
  const uniform = seededUniform(seed);
  const resample = new Float64Array(length);
  const replicates = Float64Array.from({ length: resamples }, () => {
    for (let i = 0; i < length; i++) resample[i] = values[Math.floor(uniform() * length)] ?? Number.NaN;
    return statistic(resample);
  });
  const left = values.map((_, out) => statistic(Float64Array.from(values.filter((__, i) => i !== out))));
  return bcaOfReplicates(replicates, statistic(Float64Array.from(values)), acceleration([left]), confidence);
}

/**
 * The interval from what the bootstrap drew. Replicates equal to the estimate count half as below it: a median's often
 * are, and those of mirrored samples are then mirrored.
 */
export function bcaOfReplicates(
  replicates: Float64Array,
  estimate: number,
  acceleration: number,
  confidence: number,
): Interval {
  const sorted = replicates.toSorted();
  let below = 0;
  for (const value of sorted) below += value < estimate ? 1 : value === estimate ? 0.5 : 0;
  // An estimate beyond all replicates would have an infinite bias.
  const least = 1 / (2 * sorted.length);
  const bias = normalQuantile(Math.min(1 - least, Math.max(least, below / sorted.length)));
  const corrected = (tail: number) => {
    const z = bias + normalQuantile(tail);
    return sortedQuantile(sorted, normalCdf(bias + z / (1 - acceleration * z)));
  };
  const tail = (1 - confidence) / 2;
  return { low: corrected(tail), high: corrected(1 - tail) };
}

/**
 * How fast the standard error changes with the estimate, from the estimates that each leave one value out, by sample
 * (Efron and Tibshirani 1993, equation 14.15; of several samples, DiCiccio and Efron 1996). 0 where none varies.
 */
export function acceleration(leftOut: readonly (readonly number[])[]): number {
  let [cubes, squares] = [0, 0];
  for (const estimates of leftOut) {
    const { length } = estimates;
    const mean = estimates.reduce((sum, estimate) => sum + estimate, 0) / length;
    for (const estimate of estimates) {
      const influence = ((length - 1) * (mean - estimate)) / length;
      cubes += influence ** 3;
      squares += influence ** 2;
    }
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}
