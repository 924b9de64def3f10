import { COSINE, DOT, L2 } from './metric';

/**
 * What orders rows for a query, smaller being nearer, from sums over columns and the rows' biases (see `measureRows`).
 * For l2 half the squared distance less half the query's square; for cosine -x.y / |y|; for dot and l1 the distance.
 */
// @ts-ignore: decorator
@inline
export function keysOf(metric: i32, biases: v128, sums: v128): v128 {
  if (metric == L2) return f32x4.sub(biases, sums);
  if (metric == COSINE) return f32x4.neg(f32x4.mul(sums, biases));
  if (metric == DOT) return f32x4.neg(sums);
  return sums;
}

/** The key that stands for a float64 distance, for a query of norm `queryNorm`. */
export function keyOfDistance(metric: i32, distance: f64, queryNorm: f64): f64 {
  if (metric == L2) return (distance * distance - queryNorm * queryNorm) * 0.5;
  if (metric == COSINE) return (distance - 1) * queryNorm;
  return distance;
}

/** Relative rounding error of a float32 operation. */
const U: f64 = 1.0 / 16777216.0;
/** That of a float64 one. */
const U64: f64 = 1.0 / 9007199254740992.0;
/** More than a float32 operation errs by below the normal numbers: 2^-148. */
const UNDERFLOW: f64 = 2.802596928649634e-45;
/** Norms up to here (2^50) cannot make a sum overflow; from the inverse on they cannot make one underflow. */
const LARGEST_NORM: f64 = 1125899906842624.0;
const SMALLEST_NORM: f64 = 1.0 / LARGEST_NORM;

/**
 * Most by which a float32 key near `key` and the key of the float64 distance can lie apart. The d products are summed in
 * lanes of four, so that no term goes through more than d/4 + 8 roundings: relative to the sum of the terms' sizes, at
 * most the product of norms, the sum errs by n u / (1 - n u) (Higham 2002, section 3.1). The rest is the bias's rounding
 * and that of the operations around it, and what the float64 distance errs by itself.
 * @param longest the largest norm of a row
 */
export function keyError(metric: i32, d: i32, key: f64, queryNorm: f64, longest: f64): f64 {
  const roundings = <f64>(d / 4 + 8) * U;
  const relative = roundings / (1 - roundings) + 4 * U + <f64>(d + 16) * 8 * U64;
  const underflow = <f64>(d + 16) * UNDERFLOW;
  if (metric == L2) {
    const own = queryNorm * queryNorm + 2 * abs(key);
    return relative * queryNorm * longest + 2 * U * longest * longest + <f64>(d + 16) * 4 * U64 * own + underflow;
  }
  if (metric == COSINE) return relative * queryNorm + underflow * LARGEST_NORM;
  if (metric == DOT) return relative * queryNorm * longest + underflow;
  return 2 * relative * abs(key) + underflow;
}

/** Whether vectors of such norms keep clear of what float32 cannot hold, as `keyError` takes for granted. */
export function isSafe(metric: i32, queryNorm: f64, longest: f64, shortest: f64): bool {
  if (!(queryNorm <= LARGEST_NORM && longest <= LARGEST_NORM)) return false;
  return metric != COSINE || shortest >= SMALLEST_NORM;
}
