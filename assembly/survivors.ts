import { exactDistance } from './exact-distance';
import { offerExact } from './exact-heap';
import { COSINE, L2 } from './metric';

/** Covers the rounding of a distance that is turned back into a key. */
const UP: f64 = 1.7763568394002505e-15;

/**
 * Measures the rows that their intervals do not rule out, nearest lower end first, and keeps the k nearest.
 * @param lows of the n rows, overwritten; `survivors`, n i32, receives their ids
 * @param highs heap of the k smallest upper ends
 * @param count receives, as i32, how many rows were measured
 */
export function measureSurvivors(
  metric: i32, rows: usize, n: i32, d: i32, query: usize, queryTerms: usize, lows: usize, survivors: usize, highs: usize,
  values: usize, ids: usize, size: usize, count: usize, k: i32,
): void {
  const most = load<f64>(highs), length = load<f64>(queryTerms, 40);
  let held = 0;
  for (let id = 0; id < n; id++) {
    const low = load<f64>(lows + ((id as usize) << 3));
    if (low > most) continue;
    put(lows, survivors, held, low, id);
    held++;
  }
  for (let at = (held >> 1) - 1; at >= 0; at--) sink(lows, survivors, held, at, lowAt(lows, at), idAt(survivors, at));
  store<i32>(size, 0);
  let measured = 0;
  let limit: f64 = Infinity;
  while (held > 0 && !(lowAt(lows, 0) > limit)) {
    const id = idAt(survivors, 0);
    held--;
    if (held > 0) sink(lows, survivors, held, 0, lowAt(lows, held), idAt(survivors, held));
    offerExact(values, ids, size, k, exactDistance(metric, query, rows + ((id as usize) * (d as usize) << 2), d), id);
    measured++;
    if (load<i32>(size) == k) limit = keyOf(metric, load<f64>(values), length);
  }
  store<i32>(count, measured);
}

/** The key of a distance, rounded up. */
function keyOf(metric: i32, distance: f64, length: f64): f64 {
  if (metric == L2) {
    const square = distance * distance, own = length * length;
    return square - own + UP * (square + own);
  }
  return metric == COSINE ? (distance - 1) * length + UP * length : distance;
}

/** Puts a pair into its place below `at` of a heap with the smallest value on top. */
function sink(lows: usize, ids: usize, held: i32, at: i32, low: f64, id: i32): void {
  for (;;) {
    let child = 2 * at + 1;
    if (child >= held) break;
    if (child + 1 < held && lowAt(lows, child + 1) < lowAt(lows, child)) child++;
    if (!(lowAt(lows, child) < low)) break;
    put(lows, ids, at, lowAt(lows, child), idAt(ids, child));
    at = child;
  }
  put(lows, ids, at, low, id);
}

// @ts-ignore: decorator
@inline
function lowAt(lows: usize, at: i32): f64 {
  return load<f64>(lows + ((at as usize) << 3));
}

// @ts-ignore: decorator
@inline
function idAt(ids: usize, at: i32): i32 {
  return load<i32>(ids + ((at as usize) << 2));
}

// @ts-ignore: decorator
@inline
function put(lows: usize, ids: usize, at: i32, low: f64, id: i32): void {
  store<f64>(lows + ((at as usize) << 3), low);
  store<i32>(ids + ((at as usize) << 2), id);
}
