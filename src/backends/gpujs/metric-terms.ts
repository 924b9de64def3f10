import type { Metric } from '../backend.js';
import type { Term } from './kernel-source.js';

/**
 * The sum a kernel makes for each metric. L2 sums squared differences: with the inner product and norms instead it
 * costs as much in these kernels, which are bound by loads, and near neighbours cancel in float32.
 */
export const METRIC_TERM: Readonly<Record<Metric, Term>> = {
  l2: 'squared-difference',
  cosine: 'product',
  dot: 'product',
  l1: 'absolute-difference',
};

/** -1 where a greater sum is nearer. */
export const NEARER: Readonly<Record<Metric, 1 | -1>> = { l2: 1, cosine: -1, dot: -1, l1: 1 };

/** Makes distances of sums, in place; those for the cosine are of rows of length 1. */
export function sumsToDistances(metric: Metric, sums: Float32Array): void {
  switch (metric) {
    case 'l2':
      for (const [at, sum] of sums.entries()) sums[at] = Math.sqrt(sum);
      break;
    case 'dot':
      for (const [at, sum] of sums.entries()) sums[at] = 0 - sum;
      break;
    case 'cosine':
      for (const [at, sum] of sums.entries()) sums[at] = 1 - sum;
      break;
    case 'l1':
      break;
  }
}
