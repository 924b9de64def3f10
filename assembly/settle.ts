import { exactDistance, squaredNorm } from './exact-distance';
import { offerExact } from './exact-heap';
import { isSafe, keyError, keyOfDistance } from './keys';

/** A limit in float32 is this much above the one in float64. */
const ROUND_UP: f64 = 1.0 / 8388608.0;
const LEAST: f64 = 1e-38;

/**
 * Ranks the rows that heaps kept for a query, and says at `certain` (i32, 0 or 1) whether they hold its k nearest for
 * sure. See `areNearest` for the rest.
 */
export function settle(
  metric: i32, rows: usize, n: i32, d: i32, longest: f64, shortest: f64, query: usize, k: i32, workers: i32,
  heapKeys: usize, heapIds: usize, heapStride: usize, heapSizes: usize, sizeStride: usize, capacity: i32,
  values: usize, ids: usize, size: usize, limit: usize, certain: usize,
): void {
  const isCertain = areNearest(
    metric, rows, n, d, longest, shortest, query, k, workers, heapKeys, heapIds, heapStride, heapSizes, sizeStride,
    capacity, values, ids, size, limit,
  );
  store<i32>(certain, isCertain ? 1 : 0);
}

/**
 * Ranks the rows that the heaps of all workers kept for one query by their float64 distance, and says whether they hold
 * its k nearest for sure: a row that was not kept has a key no less than the top of a heap, and float32 errs by no more
 * than `keyError`.
 * @param heapStride bytes from the keys (and ids) of one worker to those of the next; `sizeStride` those of sizes
 * @param values f64, `ids` i32: an empty heap of capacity k for the query, whose size lies at `size`
 * @param limit receives, as f32, the key up to which a row might be among the k nearest
 * @returns whether the k nearest are certain
 */
function areNearest(
  metric: i32, rows: usize, n: i32, d: i32, longest: f64, shortest: f64, query: usize, k: i32, workers: i32,
  heapKeys: usize, heapIds: usize, heapStride: usize, heapSizes: usize, sizeStride: usize, capacity: i32,
  values: usize, ids: usize, size: usize, limit: usize,
): bool {
  const rowBytes: usize = (d as usize) << 2;
  let kept = 0;
  let reached: f64 = Infinity;
  store<i32>(size, 0);
  for (let worker: usize = 0; worker < (workers as usize); worker++) {
    const held = load<i32>(heapSizes + worker * sizeStride);
    const keys = heapKeys + worker * heapStride, rowsKept = heapIds + worker * heapStride;
    if (held == capacity) reached = min(reached, <f64>load<f32>(keys));
    kept += held;
    for (let i = 0; i < held; i++) {
      const id = load<i32>(rowsKept + ((i as usize) << 2));
      offerExact(values, ids, size, k, exactDistance(metric, query, rows + (id as usize) * rowBytes, d), id);
    }
  }
  if (kept == n) return true;
  const queryNorm = sqrt(squaredNorm(query, d));
  if (load<i32>(size) < k || !isSafe(metric, queryNorm, longest, shortest)) {
    store<f32>(limit, Infinity);
    return false;
  }
  const key = keyOfDistance(metric, load<f64>(values), queryNorm);
  // The error may be a share of the key (of l1, whose terms are all positive), so that of the larger counts.
  const error = keyError(metric, d, max(abs(key), reached < Infinity ? abs(reached) : 0), queryNorm, longest);
  if (key + error < reached) return true;
  const most = key + keyError(metric, d, key, queryNorm, longest);
  store<f32>(limit, <f32>(most + abs(most) * ROUND_UP + LEAST));
  return false;
}
