import { type ProductBlock, panelWidth } from './panels.js';

const UNIT_ROUNDOFF = 2 ** -24;
/** Standard deviations of the sum of independent roundings that count as a bound. */
const DEVIATIONS = 8;

/**
 * How far a score may lie from its exact value: roundings of a float32 sum of `terms` terms of which the absolute
 * values sum to at most `magnitude`, taken as independent (Higham and Mary, SIAM J. Sci. Comput. 41(5), 2019).
 */
function sumError(terms: number, magnitude: number): number {
  return DEVIATIONS * Math.sqrt(terms) * UNIT_ROUNDOFF * magnitude;
}

/** For a query of Euclidean length `length` in the block's frame. */
export function productError({ d, metric, longest }: ProductBlock, length: number): number {
  const norms = metric === 'l2' ? longest ** 2 / 2 : 0;
  return sumError(panelWidth(d, metric), length * longest + norms);
}

/** For an L1 distance, whose terms all have one sign. */
export function differenceError(d: number, distance: number): number {
  return sumError(d, Math.abs(distance));
}
