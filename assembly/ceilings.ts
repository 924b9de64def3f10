/** Reads `bytes`, a multiple of 128. Gives a sum that depends on them all. */
export function readAll(at: usize, bytes: usize): i32 {
  let a = i32x4.splat(0), b = i32x4.splat(0), c = i32x4.splat(0), e = i32x4.splat(0);
  for (const end = at + bytes; at < end; at += 128) {
    a = i32x4.add(a, v128.load(at));
    b = i32x4.add(b, v128.load(at, 16));
    c = i32x4.add(c, v128.load(at, 32));
    e = i32x4.add(e, v128.load(at, 48));
    a = i32x4.add(a, v128.load(at, 64));
    b = i32x4.add(b, v128.load(at, 80));
    c = i32x4.add(c, v128.load(at, 96));
    e = i32x4.add(e, v128.load(at, 112));
  }
  return i32x4.extract_lane(i32x4.add(i32x4.add(a, b), i32x4.add(c, e)), 0);
}

/** A step of a chain whose product cannot be taken once for all rounds: it is fused, or of what changes. */
// @ts-ignore: decorator
@inline
function step(x: v128, y: v128, sum: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(x, y, sum) : f32x4.add(f32x4.mul(sum, y), x);
}

/** In each round 12 chains of four multiply-adds. `seed` keeps the compiler from knowing the answer. */
export function multiplyAddAll(rounds: i32, seed: f32): f32 {
  const x = f32x4.splat(seed), y = f32x4.splat(seed * 0.5);
  // Equal chains could be made one.
  let a = f32x4.splat(seed * 1), b = f32x4.splat(seed * 2), c = f32x4.splat(seed * 3), e = f32x4.splat(seed * 4), f = f32x4.splat(seed * 5), g = f32x4.splat(seed * 6);
  let h = f32x4.splat(seed * 7), i = f32x4.splat(seed * 8), j = f32x4.splat(seed * 9), k = f32x4.splat(seed * 10), l = f32x4.splat(seed * 11), m = f32x4.splat(seed * 12);
  for (; rounds > 0; rounds--) {
    a = step(x, y, a); b = step(x, y, b); c = step(x, y, c); e = step(x, y, e);
    f = step(x, y, f); g = step(x, y, g); h = step(x, y, h); i = step(x, y, i);
    j = step(x, y, j); k = step(x, y, k); l = step(x, y, l); m = step(x, y, m);
  }
  const some = f32x4.add(f32x4.add(f32x4.add(a, b), f32x4.add(c, e)), f32x4.add(f32x4.add(f, g), f32x4.add(h, i)));
  return f32x4.extract_lane(f32x4.add(some, f32x4.add(f32x4.add(j, k), f32x4.add(l, m))), 0);
}

// @ts-ignore: decorator
@inline
function dotAdd(x: v128, y: v128): v128 {
  // What is multiplied changes each time, or the product would be taken once for all rounds.
  return i32x4.add(i32x4.dot_i16x8_s(x, y), x);
}

/** In each round 12 chains of eight multiply-adds of widened int8. */
export function multiplyAddInt8All(rounds: i32, seed: i32): i32 {
  const x = i16x8.splat(<i16>seed), y = i16x8.splat(<i16>(seed + 1));
  let a = x, b = i32x4.splat(seed * 2), c = i32x4.splat(seed * 3), e = i32x4.splat(seed * 4), f = i32x4.splat(seed * 5), g = i32x4.splat(seed * 6);
  let h = i32x4.splat(seed * 7), i = i32x4.splat(seed * 8), j = i32x4.splat(seed * 9), k = i32x4.splat(seed * 10), l = i32x4.splat(seed * 11), m = i32x4.splat(seed * 12);
  for (; rounds > 0; rounds--) {
    a = dotAdd(a, y); b = dotAdd(b, y); c = dotAdd(c, y); e = dotAdd(e, y);
    f = dotAdd(f, y); g = dotAdd(g, y); h = dotAdd(h, y); i = dotAdd(i, y);
    j = dotAdd(j, y); k = dotAdd(k, y); l = dotAdd(l, y); m = dotAdd(m, y);
  }
  const some = i32x4.add(i32x4.add(i32x4.add(a, b), i32x4.add(c, e)), i32x4.add(i32x4.add(f, g), i32x4.add(h, i)));
  return i32x4.extract_lane(i32x4.add(some, i32x4.add(i32x4.add(j, k), i32x4.add(l, m))), 0);
}
