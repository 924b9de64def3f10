import { chunkRows } from './chunk';
import { offer } from './heap';
import { keysOf } from './keys';
import { LANES, VECTOR_BYTES } from './lanes';
import { COSINE, DOT, L1, L2 } from './metric';
import { vectorsOf } from './queries';
import { addGroup } from './sums';

/**
 * Offers rows `first .. first + count` by their keys to the heaps of all queries.
 * @param thresholds f32 of each query, filled up to whole groups: from this key on its heap takes no more
 */
export function offerNearest(
  metric: i32, rows: usize, biases: usize, d: i32, first: i32, count: i32, packed: usize, queries: i32,
  keys: usize, ids: usize, sizes: usize, thresholds: usize, capacity: i32, scratch: usize,
): void {
  const rowBytes: usize = (d as usize) << 2;
  const heapBytes: usize = (capacity as usize) << 2;
  const most = chunkRows(d);
  const end = first + count;
  for (let row = first; row < end; row += most) {
    const held = min(most, end - row);
    let group = packed;
    for (let query = 0; query < queries; query += LANES) {
      const width = queries - query == 1 ? 1 : LANES;
      addGroup(metric == L1, group, width, rows + (row as usize) * rowBytes, d, held, scratch);
      const heap = (query as usize) * heapBytes;
      const at: usize = (query as usize) << 2;
      const bias = biases + ((row as usize) << 2);
      if (width == 1) {
        offerOne(metric, scratch, bias, row, held, keys + heap, ids + heap, sizes + at, thresholds + at, capacity);
      } else if (metric == L2) {
        offerFour(L2, scratch, bias, row, held, keys + heap, ids + heap, sizes + at, thresholds + at, capacity);
      } else if (metric == COSINE) {
        offerFour(COSINE, scratch, bias, row, held, keys + heap, ids + heap, sizes + at, thresholds + at, capacity);
      } else if (metric == DOT) {
        offerFour(DOT, scratch, bias, row, held, keys + heap, ids + heap, sizes + at, thresholds + at, capacity);
      } else {
        offerFour(L1, scratch, bias, row, held, keys + heap, ids + heap, sizes + at, thresholds + at, capacity);
      }
      group += (width as usize) * vectorsOf(d) * VECTOR_BYTES;
    }
  }
}

/** Sums hold a vector per row, of which each lane is a query's. */
// @ts-ignore: decorator
@inline
function offerFour(
  metric: i32, sums: usize, biases: usize, firstId: i32, count: i32,
  keys: usize, ids: usize, sizes: usize, thresholds: usize, capacity: i32,
): void {
  let threshold = v128.load(thresholds);
  for (let i = 0; i < count; i++, sums += VECTOR_BYTES, biases += 4) {
    const near = keysOf(metric, v128.load32_splat(biases), v128.load(sums));
    if (!v128.any_true(f32x4.lt(near, threshold))) continue;
    v128.store(sums, near);
    offerLanes(sums, firstId + i, keys, ids, sizes, thresholds, capacity);
    threshold = v128.load(thresholds);
  }
}

/** Offers one row to four queries by the keys at `near`. */
function offerLanes(near: usize, id: i32, keys: usize, ids: usize, sizes: usize, thresholds: usize, capacity: i32): void {
  const heapBytes: usize = (capacity as usize) << 2;
  for (let lane: usize = 0; lane < 4; lane++) {
    const at = lane << 2;
    const key = load<f32>(near + at);
    if (key < load<f32>(thresholds + at)) {
      const heap = lane * heapBytes;
      store<f32>(thresholds + at, offer(keys + heap, ids + heap, sizes + at, capacity, key, id));
    }
  }
}

/** Sums hold a float per row, all of one query. */
function offerOne(
  metric: i32, sums: usize, biases: usize, firstId: i32, count: i32,
  keys: usize, ids: usize, size: usize, threshold: usize, capacity: i32,
): void {
  let bound = load<f32>(threshold);
  for (let i = 0; i < count; i += LANES, sums += VECTOR_BYTES, biases += VECTOR_BYTES) {
    const near = keysOf(metric, v128.load(biases), v128.load(sums));
    if (!v128.any_true(f32x4.lt(near, f32x4.splat(bound)))) continue;
    v128.store(sums, near);
    for (let lane = 0; lane < min(LANES, count - i); lane++) {
      const key = load<f32>(sums + ((lane as usize) << 2));
      if (key < bound) bound = offer(keys, ids, size, capacity, key, firstId + i + lane);
    }
  }
  store<f32>(threshold, bound);
}
