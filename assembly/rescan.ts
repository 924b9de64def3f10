import { chunkRows } from './chunk';
import { exactDistance } from './exact-distance';
import { offerExact } from './exact-heap';
import { keysOf } from './keys';
import { LANES, VECTOR_BYTES } from './lanes';
import { COSINE, DOT, L1, L2 } from './metric';
import { vectorsOf } from './queries';
import { addGroup } from './sums';

/**
 * Offers, of rows `first .. first + count`, those whose key does not rule them out, by their float64 distances to the
 * heaps of all queries. A key that is not a number rules nothing out.
 * @param limits f32 of each query, filled up to whole groups with -Infinity
 */
export function offerExactly(
  metric: i32, rows: usize, biases: usize, d: i32, first: i32, count: i32, queryRows: usize, packed: usize,
  queries: i32, values: usize, ids: usize, sizes: usize, limits: usize, k: i32, scratch: usize,
): void {
  const rowBytes: usize = (d as usize) << 2;
  const most = chunkRows(d);
  const end = first + count;
  for (let row = first; row < end; row += most) {
    const held = min(most, end - row);
    let group = packed;
    for (let query = 0; query < queries; query += LANES) {
      const width = queries - query == 1 ? 1 : LANES;
      addGroup(metric == L1, group, width, rows + (row as usize) * rowBytes, d, held, scratch);
      for (let i = 0; i < held; i++) {
        const id = row + i;
        const bias = v128.load32_splat(biases + ((id as usize) << 2));
        const sums = width == 1
          ? v128.load32_splat(scratch + ((i as usize) << 2))
          : v128.load(scratch + (i as usize) * VECTOR_BYTES);
        const ruledOut = f32x4.gt(keysAt(metric, bias, sums), v128.load(limits + ((query as usize) << 2)));
        if (v128.all_true<i32>(ruledOut)) continue;
        const mask = i32x4.bitmask(ruledOut);
        for (let lane = 0; lane < width; lane++) {
          if ((mask & (1 << lane)) != 0 || query + lane >= queries) continue;
          const heap: usize = ((query + lane) as usize) * (k as usize);
          const x = queryRows + ((query + lane) as usize) * rowBytes;
          const distance = exactDistance(metric, x, rows + (id as usize) * rowBytes, d);
          offerExact(values + (heap << 3), ids + (heap << 2), sizes + (((query + lane) as usize) << 2), k, distance, id);
        }
      }
      group += (width as usize) * vectorsOf(d) * VECTOR_BYTES;
    }
  }
}

// @ts-ignore: decorator
@inline
function keysAt(metric: i32, bias: v128, sums: v128): v128 {
  if (metric == L2) return keysOf(L2, bias, sums);
  if (metric == COSINE) return keysOf(COSINE, bias, sums);
  return keysOf(metric == DOT ? DOT : L1, bias, sums);
}

/** Offers to the first worker's heap of a query what the others keep. Strides are in bytes, from worker to worker. */
export function mergeExact(
  values: usize, valueStride: usize, ids: usize, idStride: usize, sizes: usize, sizeStride: usize, workers: i32, k: i32,
): void {
  for (let worker: usize = 1; worker < (workers as usize); worker++) {
    const held = load<i32>(sizes + worker * sizeStride);
    for (let i: usize = 0; i < (held as usize); i++) {
      const value = load<f64>(values + worker * valueStride + (i << 3));
      offerExact(values, ids, sizes, k, value, load<i32>(ids + worker * idStride + (i << 2)));
    }
  }
}
