import { COSINE, DOT, L2 } from './metric';

/** Distances of rows `first .. first + count` of `x` to the same rows of `y` in float64, into the same places of `out`. */
export function rowDistances(metric: i32, x: usize, y: usize, d: i32, first: i32, count: i32, out: usize): void {
  const rowBytes: usize = (d as usize) << 2;
  for (let row = first; row < first + count; row++) {
    const at = (row as usize) * rowBytes;
    store<f32>(out + ((row as usize) << 2), <f32>pairDistance(metric, x + at, y + at, d));
  }
}

/** The float64 distance of two vectors, summed in parts: as exact as the one in index order, and quicker. */
export function pairDistance(metric: i32, a: usize, b: usize, d: i32): f64 {
  let sums = f64x2.splat(0), others = f64x2.splat(0);
  let aSquares = f64x2.splat(0), bSquares = f64x2.splat(0);
  const pairs = d / 2;
  for (let i = 0; i < pairs; i++, a += 8, b += 8) {
    const x = f64x2.promote_low_f32x4(v128.load64_zero(a)), y = f64x2.promote_low_f32x4(v128.load64_zero(b));
    const term = termOf(metric, x, y);
    // Two sums in turn, so that one addition need not wait for the one before.
    const swapped = f64x2.add(sums, term);
    sums = others;
    others = swapped;
    if (metric == COSINE) {
      aSquares = f64x2.add(aSquares, f64x2.mul(x, x));
      bSquares = f64x2.add(bSquares, f64x2.mul(y, y));
    }
  }
  if (d % 2 != 0) {
    const x = f64x2.promote_low_f32x4(v128.load32_zero(a)), y = f64x2.promote_low_f32x4(v128.load32_zero(b));
    sums = f64x2.add(sums, termOf(metric, x, y));
    if (metric == COSINE) {
      aSquares = f64x2.add(aSquares, f64x2.mul(x, x));
      bSquares = f64x2.add(bSquares, f64x2.mul(y, y));
    }
  }
  const sum = sumOf(f64x2.add(sums, others));
  if (metric == L2) return sqrt(sum);
  if (metric == DOT) return -sum;
  if (metric != COSINE) return sum;
  const scale = sqrt(sumOf(aSquares)) * sqrt(sumOf(bSquares));
  return scale == 0 ? 1 : 1 - sum / scale;
}

// @ts-ignore: decorator
@inline
function termOf(metric: i32, x: v128, y: v128): v128 {
  if (metric == L2) {
    const difference = f64x2.sub(x, y);
    return f64x2.mul(difference, difference);
  }
  if (metric == DOT || metric == COSINE) return f64x2.mul(x, y);
  return f64x2.abs(f64x2.sub(x, y));
}

// @ts-ignore: decorator
@inline
function sumOf(two: v128): f64 {
  return f64x2.extract_lane(two, 0) + f64x2.extract_lane(two, 1);
}
