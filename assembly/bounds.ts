import { offerExact } from './exact-heap';
import { products1x4, products4x2 } from './int8-products';
import { copyLength, QUERY_TERMS, ROW_TERMS } from './quantise';

/** Bytes of copies gone over with all queries before the next. */
const CHUNK_BYTES: i32 = 131072;

/**
 * For rows `first .. first + count` and all queries the lower ends of the intervals of their keys, f64 into `lows`,
 * row-major `queries * n`; the k smallest upper ends of each query are kept in its heap.
 * @param wide int16 copies of the queries, filled up to whole groups of four unless there is one
 * @param scratch 32 bytes
 */
export function boundRows(
  copies: usize, terms: usize, n: i32, d: i32, first: i32, count: i32, wide: usize, queryTerms: usize, queries: i32,
  lows: usize, values: usize, ids: usize, sizes: usize, k: i32, scratch: usize,
): void {
  const length = copyLength(d);
  const most = max(4, CHUNK_BYTES / (length as i32) / 4 * 4);
  const end = first + count;
  for (let chunk = first; chunk < end; chunk += most) {
    const last = min(chunk + most, end);
    for (let query = 0; query < queries; query += 4) {
      const width = min(4, queries - query);
      const x = wide + (query as usize) * (length << 1);
      const step = queries == 1 ? 4 : 2;
      for (let row = chunk; row < last; row += step) {
        const held = min(step, last - row);
        const y = copies + (row as usize) * length;
        if (queries == 1 && held == 4) v128.store(scratch, products1x4(x, y, length));
        else if (queries == 1) {
          // What is left over at the end is not worth a tile of its own.
          for (let i = 0; i < held; i++) store<i32>(scratch + ((i as usize) << 2), product(x, y + (i as usize) * length, length));
        } else products4x2(x, length << 1, y, held == 2 ? y + length : y, length, scratch);
        for (let i = 0; i < held; i++) {
          const id = row + i;
          const rowTerms = terms + (id as usize) * ROW_TERMS;
          for (let lane = 0; lane < width; lane++) {
            const q = (query + lane) as usize;
            const sum = load<i32>(scratch + (((queries == 1 ? i : i * 4 + lane) as usize) << 2));
            const at = queryTerms + q * QUERY_TERMS;
            const bias = load<f64>(rowTerms, 24);
            const key = bias - load<f64>(at) * load<f64>(rowTerms) * <f64>sum;
            const doubt = load<f64>(at, 8) * load<f64>(rowTerms, 8) + load<f64>(at, 16) * load<f64>(rowTerms, 16)
              + load<f64>(at, 24) * bias + load<f64>(at, 32);
            store<f64>(lows + ((q * (n as usize) + (id as usize)) << 3), key - doubt);
            const heap = q * (k as usize);
            const size = sizes + (q << 2);
            if (load<i32>(size) < k || key + doubt < load<f64>(values + (heap << 3))) {
              offerExact(values + (heap << 3), ids + (heap << 2), size, k, key + doubt, id);
            }
          }
        }
      }
    }
  }
}

function product(x: usize, y: usize, length: usize): i32 {
  let sum = 0;
  for (const end = y + length; y < end; y++, x += 2) sum += <i32>load<i16>(x) * <i32>load<i8>(y);
  return sum;
}
