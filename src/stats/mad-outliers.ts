import { median } from './quantile.js';

/** Makes the median absolute deviation of normal values their standard deviation. */
const NORMAL_MAD = 1.4826;
/** The same of the mean absolute deviation. */
const NORMAL_MEAN_DEVIATION = Math.sqrt(Math.PI / 2);

/** The median absolute deviation from the median, as it is; NaN for an empty sample. */
export function medianAbsoluteDeviation(values: readonly number[]): number {
  const middle = median(values);
  return median(values.map((value) => Math.abs(value - middle)));
}

/**
 * Which values lie more than `deviations` robust standard deviations from the median (Iglewicz and Hoaglin 1993, whose
 * 3.5 is the default). Where over half of the values are equal, the mean absolute deviation stands in, as they advise.
 * To flag a value is not to drop it: what a host does once in ten rounds is part of what it does.
 */
export function madOutliers(values: readonly number[], deviations = 3.5): boolean[] {
  const middle = median(values);
  const distances = values.map((value) => Math.abs(value - middle));
  const mad = median(distances);
  const scale =
    mad > 0
      ? NORMAL_MAD * mad
      : (NORMAL_MEAN_DEVIATION * distances.reduce((sum, distance) => sum + distance, 0)) / values.length;
  return distances.map((distance) => distance > deviations * scale);
}
