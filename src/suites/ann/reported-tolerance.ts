import { type Pair, selectionTolerance } from '../knn/tolerance.js';

/** What is left where distances are recomputed in float64, by another order of summation. */
const REPORTED_TOLERANCE = 1e-6;
/** A float32 inner product may come as 1 less itself. */
const FLOAT32_OFFSET = 2 ** -23;

/** How far a reported distance may be from that of its row, for the arithmetic it was computed in. */
export function reportedTolerance(pair: Pair): number {
  const { metric, precision, distance, queryNorm, rowNorm } = pair;
  const scale = { l2: distance, l1: distance, cosine: 1, dot: queryNorm * rowNorm }[metric];
  const rounding = REPORTED_TOLERANCE * scale;
  if (precision === 'float64') return rounding;
  return rounding + selectionTolerance(pair) + (metric === 'dot' ? FLOAT32_OFFSET : 0);
}
