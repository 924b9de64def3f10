/** Sums run in vectors of four floats: one 128-bit register. */
export const LANES: i32 = 4;
export const VECTOR_BYTES: usize = 16;

/** `x * y + sum`, fused into one rounding where the module is built for relaxed SIMD and the CPU has FMA. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(x: v128, y: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(x, y, sum);
  return f32x4.add(f32x4.mul(x, y), sum);
}

/**
 * What a sum over columns is made of. These are types because a function is compiled anew for each type that it is called
 * with: a flag would be looked at in the innermost loop.
 */
export type Products = f32;
export type Differences = i32;

/** Adds a term of an inner product, or of an L1 distance. */
// @ts-ignore: decorator
@inline
export function addTerm<Terms>(x: v128, y: v128, sum: v128): v128 {
  if (isInteger<Terms>()) return f32x4.add(v128.and(f32x4.sub(x, y), i32x4.splat(0x7fffffff)), sum);
  return multiplyAdd(x, y, sum);
}

/** The lane sums of four vectors, in one vector. */
// @ts-ignore: decorator
@inline
export function sumLanes4(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

// @ts-ignore: decorator
@inline
export function sumLanes(a: v128): f32 {
  const pairs = f32x4.add(a, v128.shuffle<f32>(a, a, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

/** The last `count` (1 to 3) floats of a vector, with zeros behind them: nothing past its end is read. */
// @ts-ignore: decorator
@inline
export function loadTail(at: usize, count: i32): v128 {
  if (count == 1) return v128.load32_zero(at);
  const two = v128.load64_zero(at);
  return count == 2 ? two : f32x4.replace_lane(two, 2, load<f32>(at, 8));
}
