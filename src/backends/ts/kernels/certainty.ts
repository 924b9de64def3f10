import { cancellation, squaredNorm } from './keys.js';
import type { NearestHeaps } from './nearest-heaps.js';

/**
 * For full heaps of l2 keys, 1 where all rows but the top are certainly nearer than the top and whatever was not kept:
 * where the top's key is farther from the next than the keys can err.
 */
export function certainQueries(
  heaps: NearestHeaps,
  queries: Float32Array,
  norms: Float64Array,
  d: number,
): Uint8Array {
  let largestNorm = 0;
  for (let row = 0; row < norms.length; row++) largestNorm = Math.max(largestNorm, norms[row]);
  const { values, capacity } = heaps;
  const certain = new Uint8Array(heaps.sizes.length);
  for (let query = 0; query < certain.length; query++) {
    const top = query * capacity;
    // The largest below the top is one of its two children.
    const second = capacity > 2 ? Math.max(values[top + 1], values[top + 2]) : values[top + 1];
    const error = cancellation(d) * (squaredNorm(queries, query * d, d) + largestNorm);
    if (values[top] - second > 2 * error) certain[query] = 1;
  }
  return certain;
}
