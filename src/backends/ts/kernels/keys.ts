import { l2 as directL2 } from '../../shared/kernels/exact-distance.js';
import type { TiledSums } from './tiled-sums.js';

type Metric = 'l2' | 'cosine' | 'dot' | 'l1';

/** Sum of the squares of `d` floats from `from`, in index order. */
export function squaredNorm(data: Float32Array, from: number, d: number): number {
  let sum = 0;
  for (let j = 0; j < d; j++) sum += data[from + j] * data[from + j];
  return sum;
}

/** What a metric needs to know of a vector beside its products: |x|^2 for l2, |x| for cosine. */
export function normOf(metric: Metric, data: Float32Array, from: number, d: number): number {
  const squared = squaredNorm(data, from, d);
  return metric === 'l2' ? squared : Math.sqrt(squared);
}

export function needsNorms(metric: Metric): boolean {
  return metric === 'l2' || metric === 'cosine';
}

/** Norms of rows `first .. first + count`, into the same places of `norms`. */
export function rowNorms(
  metric: Metric,
  rows: Float32Array,
  d: number,
  first: number,
  count: number,
  norms: Float64Array,
): void {
  for (let row = first; row < first + count; row++) norms[row] = normOf(metric, rows, row * d, d);
}

/**
 * Most by which |x|^2 + |y|^2 - 2 x.y and the direct sum of squared differences, both computed in float64, can lie
 * apart, as a share of |x|^2 + |y|^2. Products of floats are exact in float64, so a sum of d of them errs by (d - 1) u
 * (Higham 2002, section 3.1): 2 d u for norms and product, 2 (d + 3) u for the direct form, the rest for the few
 * operations around them.
 */
export function cancellation(d: number): number {
  return (4 * d + 32) * 2 ** -53;
}

/**
 * What orders the rows of the task last computed for one of its queries, into `keys` by row of the chunk. For cosine,
 * dot and l1 these are the float64 distances themselves; for l2 the squared distances by norms and product, which
 * cancel where vectors are long and near: `cancellation` bounds by how much.
 */
export function keysOf(
  metric: Metric,
  sums: TiledSums,
  query: number,
  queryNorm: number,
  norms: Float64Array,
  keys: Float64Array,
): void {
  sums.sumsOf(query, keys);
  const { firstRow, rowCount } = sums;
  switch (metric) {
    case 'l2':
      for (let i = 0; i < rowCount; i++) keys[i] = queryNorm + norms[firstRow + i] - 2 * keys[i];
      break;
    case 'cosine':
      for (let i = 0; i < rowCount; i++) {
        const scale = queryNorm * norms[firstRow + i];
        keys[i] = scale === 0 ? 1 : 1 - keys[i] / scale;
      }
      break;
    case 'dot':
      for (let i = 0; i < rowCount; i++) keys[i] = -keys[i];
      break;
    case 'l1':
      break;
  }
}

/**
 * Turns keys into distances, in place. An l2 key is used where its error is below a float's rounding, and is
 * else replaced by the direct form.
 */
export function distancesOfKeys(
  metric: Metric,
  sums: TiledSums,
  query: number,
  queryNorm: number,
  norms: Float64Array,
  keys: Float64Array,
): void {
  if (metric !== 'l2') return;
  const { firstRow, rowCount, rows, queries, d } = sums;
  const tooSmall = cancellation(d) * 2 ** 26;
  const queryAt = (sums.firstQuery + query) * d;
  for (let i = 0; i < rowCount; i++) {
    const row = firstRow + i;
    keys[i] =
      keys[i] > tooSmall * (queryNorm + norms[row])
        ? Math.sqrt(keys[i])
        : directL2(queries, queryAt, rows, row * d, d);
  }
}
