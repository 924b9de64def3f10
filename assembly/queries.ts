import { LANES, loadTail, VECTOR_BYTES } from './lanes';

/** Bytes that `count` packed queries of dimension d take. */
export function packedBytes(count: i32, d: i32): usize {
  const padded = (count % LANES == 1 ? count : ((count + LANES - 1) / LANES) * LANES) as usize;
  return padded * vectorsOf(d) * VECTOR_BYTES;
}

/** Vectors of four floats that hold a row of dimension d. */
// @ts-ignore: decorator
@inline
export function vectorsOf(d: i32): usize {
  return ((d + LANES - 1) / LANES) as usize;
}

/**
 * Packs queries in groups of four: the first four floats of each of them, the next four of each, and so on, so that a
 * tile reads them through one pointer. A vector's end and a group that is not full are filled up with zeros, but for a
 * group of a single query, which is packed by itself.
 */
export function packQueries(queries: usize, count: i32, d: i32, packed: usize): void {
  const steps = vectorsOf(d);
  const rowBytes: usize = (d as usize) << 2;
  for (let first: i32 = 0; first < count; first += LANES) {
    const held = min(count - first, LANES);
    const width = held == 1 ? 1 : LANES;
    for (let i: i32 = 0; i < width; i++) {
      const to = packed + (i as usize) * VECTOR_BYTES;
      const stride = (width as usize) * VECTOR_BYTES;
      if (i < held) packQuery(queries + ((first + i) as usize) * rowBytes, d, to, stride);
      else for (let s: usize = 0; s < steps; s++) v128.store(to + s * stride, f32x4.splat(0));
    }
    packed += (width as usize) * steps * VECTOR_BYTES;
  }
}

function packQuery(query: usize, d: i32, to: usize, stride: usize): void {
  for (let i: i32 = d / LANES; i > 0; i--) {
    v128.store(to, v128.load(query));
    query += VECTOR_BYTES;
    to += stride;
  }
  if (d % LANES != 0) v128.store(to, loadTail(query, d % LANES));
}
