import type { Metric } from '../backend.js';
import type { NativeConfig } from './native.js';

interface NativeMetric {
  readonly name: NativeConfig['metric'];
  /** Its number as a distance of ours. */
  distance(value: number): number;
}

/** The metrics that `usearch` has an equal of. */
export const NATIVE_METRICS: Readonly<Partial<Record<Metric, NativeMetric>>> = {
  // It takes no root, and rounding may leave the square of 0 below it.
  l2: { name: 'l2sq', distance: (value) => Math.sqrt(Math.max(0, value)) },
  cosine: { name: 'cos', distance: (value) => value },
  // It gives 1 less the product.
  dot: { name: 'ip', distance: (value) => value - 1 },
};
