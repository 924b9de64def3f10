import { COSINE, DOT, L2 } from './metric';

/**
 * The float64 distance of two vectors of d floats, summed in index order: to the last bit what answers are ranked by
 * outside of this module.
 */
export function exactDistance(metric: i32, a: usize, b: usize, d: i32): f64 {
  if (metric == L2) return l2(a, b, d);
  if (metric == COSINE) return cosine(a, b, d);
  if (metric == DOT) return -product(a, b, d);
  return l1(a, b, d);
}

function l2(a: usize, b: usize, d: i32): f64 {
  let sum: f64 = 0;
  for (const end = a + ((d as usize) << 2); a < end; a += 4, b += 4) {
    const difference = <f64>load<f32>(a) - <f64>load<f32>(b);
    sum += difference * difference;
  }
  return sqrt(sum);
}

function cosine(a: usize, b: usize, d: i32): f64 {
  let sum: f64 = 0, aSquared: f64 = 0, bSquared: f64 = 0;
  for (const end = a + ((d as usize) << 2); a < end; a += 4, b += 4) {
    const x = <f64>load<f32>(a), y = <f64>load<f32>(b);
    sum += x * y;
    aSquared += x * x;
    bSquared += y * y;
  }
  if (aSquared == 0 || bSquared == 0) return 1;
  return 1 - sum / (sqrt(aSquared) * sqrt(bSquared));
}

function product(a: usize, b: usize, d: i32): f64 {
  let sum: f64 = 0;
  for (const end = a + ((d as usize) << 2); a < end; a += 4, b += 4) sum += <f64>load<f32>(a) * <f64>load<f32>(b);
  return sum;
}

function l1(a: usize, b: usize, d: i32): f64 {
  let sum: f64 = 0;
  for (const end = a + ((d as usize) << 2); a < end; a += 4, b += 4) sum += abs(<f64>load<f32>(a) - <f64>load<f32>(b));
  return sum;
}

/** Sum of the squares of d floats in float64, in eight parts at once. */
export function squaredNorm(a: usize, d: i32): f64 {
  let s0 = f64x2.splat(0), s1 = f64x2.splat(0), s2 = f64x2.splat(0), s3 = f64x2.splat(0);
  for (const end = a + ((d / 8) as usize) * 32; a < end; a += 32) {
    s0 = addSquares(s0, v128.load64_zero(a));
    s1 = addSquares(s1, v128.load64_zero(a, 8));
    s2 = addSquares(s2, v128.load64_zero(a, 16));
    s3 = addSquares(s3, v128.load64_zero(a, 24));
  }
  const all = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  let sum = f64x2.extract_lane(all, 0) + f64x2.extract_lane(all, 1);
  for (let left = d % 8; left > 0; left--, a += 4) sum += <f64>load<f32>(a) * <f64>load<f32>(a);
  return sum;
}

// @ts-ignore: decorator
@inline
function addSquares(sum: v128, floats: v128): v128 {
  const two = f64x2.promote_low_f32x4(floats);
  return f64x2.add(sum, f64x2.mul(two, two));
}
