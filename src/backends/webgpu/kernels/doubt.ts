import type { NormRange } from './norm-range.js';

/** WGSL rounds to either neighbour, so an operation errs by up to this. */
const UNIT_ROUNDOFF = 2 ** -23;
/** WGSL may take smaller numbers, as operands and as results, for 0. */
const SMALLEST_NORMAL = 2 ** -126;
/** Sums up to this cannot overflow on the way. */
const LARGEST_SUM = 2 ** 120;

/**
 * Error of a float32 sum of `d` products or differences in any order, and the few operations around it, as a share of
 * the sum of the terms' sizes (Higham 2002, section 3.1).
 */
export function sumError(d: number): number {
  const steps = (d + 16) * UNIT_ROUNDOFF;
  return steps < 1 ? steps / (1 - steps) : Number.POSITIVE_INFINITY;
}

/**
 * A row that is among the k nearest has a key no farther than this above the k-th smallest: twice what a key by norms
 * and product, or by a product, can err. Infinite where sums may have left the range of float32.
 */
export function productDoubt(
  metric: 'l2' | 'cosine' | 'dot',
  d: number,
  { longest, shortest }: NormRange,
  query: number,
): number {
  const error = sumError(d);
  const underflow = (8 * d + 16) * SMALLEST_NORMAL * (1 + longest + query);
  if (!((longest + query) ** 2 < LARGEST_SUM)) return Number.POSITIVE_INFINITY;
  switch (metric) {
    case 'l2':
      return 2 * error * (longest ** 2 + 2 * longest * query) + underflow;
    case 'dot':
      return 2 * error * longest * query + underflow;
    case 'cosine':
      // The sum, and the root of the sum of squares it is divided by.
      return shortest === 0 ? Number.POSITIVE_INFINITY : 4 * error * query + underflow / shortest;
  }
}

/** The same for a key that sums the sizes, or the squares, of differences: it errs by a share of itself. */
export function differenceDoubt(
  term: 'square' | 'absolute',
  d: number,
  { longest }: NormRange,
  query: number,
  key: number,
): number {
  const reach = longest + query;
  const largest = term === 'square' ? reach ** 2 : Math.sqrt(d) * reach;
  if (!(largest < LARGEST_SUM)) return Number.POSITIVE_INFINITY;
  // A difference is rounded before it is squared, so that its error comes twice.
  const error = sumError(2 * d);
  const share = error < 0.25 ? (2 * error) / (1 - error) : Number.POSITIVE_INFINITY;
  return share * key + (8 * d + 16) * SMALLEST_NORMAL * (1 + reach);
}

/** Euclidean length in float64. */
export function lengthOf(data: Float32Array, start: number, d: number): number {
  let sum = 0;
  for (let j = start; j < start + d; j++) sum += data[j] * data[j];
  return Math.sqrt(sum);
}
