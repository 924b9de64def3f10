import type { Metric, Rows } from '../../backend.js';
import { lengthsOf, padded } from '../kernels/query-norms.js';
import { hasTerms } from '../metric-numbers.js';
import { strideOf } from './device-block.js';
import type { Scratch } from './scratch.js';

/** Queries, or centroids, on the device. */
export interface DeviceQueries {
  readonly n: number;
  readonly stride: number;
  readonly data: bigint;
  /** A float for each where the metric has terms, else 0. */
  readonly terms: bigint;
  /** Euclidean lengths. */
  readonly lengths: Float64Array;
}

/** Puts queries `first .. first + count` on the device. */
export function putQueries(
  scratch: Scratch,
  queries: Rows,
  first: number,
  count: number,
  metric: Metric,
): DeviceQueries {
  const { d } = queries;
  const stride = strideOf(d);
  const spread = padded(queries.data, first, count, d, stride);
  const lengths = lengthsOf(spread, count, stride);
  const term = (length: number) => {
    if (metric === 'l2') return length * length;
    return length > 0 ? 1 / length : 0;
  };
  return {
    n: count,
    stride,
    data: scratch.put(spread),
    terms: hasTerms(metric) ? scratch.put(Float32Array.from(lengths, term)) : 0n,
    lengths,
  };
}
