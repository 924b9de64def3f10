import type { Precision } from '../../backends/backend.js';
import { type Pair, selectionTolerance } from '../knn/tolerance.js';

/** Float64 distances by another order of summation differ by less. */
const ROUNDING = 1e-6;
/** A float32 inner product may come as 1 less itself. */
const FLOAT32_OFFSET = 2 ** -23;

export type Measured = Omit<Pair, 'precision'>;

/**
 * By how much a row may be farther than the true k-th neighbour and still be as near. It is the same for every subject:
 * one that selects in float32 is not forgiven what its rounding costs.
 */
export function tieTolerance({ metric, distance, queryNorm, rowNorm }: Measured): number {
  return ROUNDING * { l2: distance, l1: distance, cosine: 1, dot: queryNorm * rowNorm }[metric];
}

/** How far a reported distance may be from that of its row, for the arithmetic that it was computed in. */
export function reportedTolerance(pair: Measured, reports: Precision): number {
  const rounding = tieTolerance(pair);
  if (reports === 'float64') return rounding;
  const offset = pair.metric === 'dot' ? FLOAT32_OFFSET : 0;
  return rounding + selectionTolerance({ ...pair, precision: reports }) + offset;
}
