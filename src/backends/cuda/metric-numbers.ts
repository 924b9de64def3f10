import type { Metric } from '../backend.js';

/** The metrics as cuda/metric.cuh numbers them. */
export const METRIC_NUMBER: Readonly<Record<Metric, number>> = { l2: 0, cosine: 1, dot: 2, l1: 3 };

/** Whether rows and queries have terms: squared norms for l2, inverse norms for cosine. */
export function hasTerms(metric: Metric): boolean {
  return metric === 'l2' || metric === 'cosine';
}
