import type { ProductBlock } from './blocks.js';

const UNIT_ROUNDOFF = 2 ** -24;
/** Engines may flush what is smaller to zero: terms, and numbers that go into them. */
const SMALLEST_NORMAL = 2 ** -126;
const FLUSHES_OF_TERM = 8;
/** Roundings of a score besides those of its sum: of rows, queries and norms when they are framed. */
const FRAMING_ROUNDINGS = 8;

/**
 * Bound on the relative error of `terms` float32 terms that are rounded and summed in any order, by the sum of their
 * absolute values (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 3.1).
 */
function sumError(terms: number): number {
  const roundings = (terms + FRAMING_ROUNDINGS) * UNIT_ROUNDOFF;
  return roundings < 1 ? roundings / (1 - roundings) : Number.POSITIVE_INFINITY;
}

/** How far a product's score may lie from its exact value, for a query of a length and with a factor of its own. */
export function productError(block: ProductBlock, length: number, own: number): number {
  const { metric, frame } = block;
  const { width, longest } = frame;
  const flushes = width * FLUSHES_OF_TERM * SMALLEST_NORMAL;
  // What cosine owes to float64 when rows are brought to length 1 vanishes beside the rounding of float32.
  if (metric !== 'l2') return sumError(width) * length * longest + flushes;
  const norms = (own * longest ** 2) / 2;
  return sumError(width) * (length * longest + norms) + flushes + rerankingError(block, length, own);
}

/**
 * How far a float64 distance may lie from the exact one, as a score of l2. From afar, rows that scores can tell apart
 * are equally far in float64, which is what the answer is ranked in.
 */
function rerankingError({ frame }: ProductBlock, length: number, own: number): number {
  const farthest = length / own + frame.longest;
  return ((frame.width + FRAMING_ROUNDINGS) * 2 ** -52 * own * farthest ** 2) / 2;
}

/** The least score, a negated L1 distance, that a row as near as one with a score of `kth` may have been given. */
export function leastDifferenceScore(d: number, kth: number): number {
  return kth * (1 + 4 * sumError(d)) - 2 * d * FLUSHES_OF_TERM * SMALLEST_NORMAL;
}
