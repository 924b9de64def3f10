import type { Rows } from '../backend.js';
import { EXACT_DISTANCE } from '../shared/exact-distance.js';
import { NearestLists } from '../shared/kernels/nearest-lists.js';
import type { GpuBlock } from './block.js';
import type { Context } from './context.js';
import { eachPart } from './each-part.js';
import { differenceDoubt, lengthOf, productDoubt } from './kernels/doubt.js';
import { nthSmallest } from './kernels/nth-smallest.js';
import { MEASURE } from './wgsl/scores.js';

export interface Wanted {
  readonly k: number;
  /** Candidates for each query, at least k. */
  readonly width: number;
}

/**
 * Queries in doubt again: the device computes their keys to all rows, for l2 by differences, which err by a share of
 * themselves however long the vectors are. Every row that these keys do not rule out is measured in float64, and the
 * nearest of them become the query's candidates.
 */
export async function rescan(
  context: Context,
  block: GpuBlock,
  queries: Rows,
  wanted: Wanted,
  doubtful: readonly number[],
  ids: Int32Array,
): Promise<void> {
  const { d } = block;
  if (doubtful.length === 0) return;
  const again = { n: doubtful.length, d, data: new Float32Array(doubtful.length * d) };
  for (const [i, q] of doubtful.entries()) again.data.set(queries.data.subarray(q * d, (q + 1) * d), i * d);
  await eachPart(context, block, again, MEASURE[block.metric], (keys, first, count) => {
    for (let i = 0; i < count; i++) {
      const query = again.data.subarray((first + i) * d, (first + i + 1) * d);
      const own = keys.subarray(i * block.n, (i + 1) * block.n);
      const at = (doubtful[first + i] ?? 0) * wanted.width;
      ids.set(measured(block, query, own, wanted), at);
    }
  });
}

/** The nearest rows of one query in float64, of those that a key does not rule out. */
function measured(
  block: GpuBlock,
  query: Float32Array,
  keys: Float32Array,
  { k, width }: Wanted,
): Int32Array {
  const { d, n, metric, host } = block;
  const distance = EXACT_DISTANCE[metric];
  // As many rows as are wanted have keys up to here, and none of the k nearest has one above.
  const limit = Math.max(
    limitOf(block, query, nthSmallest(keys, 0, n, k, new Float32Array(k))),
    nthSmallest(keys, 0, n, width, new Float32Array(width)),
  );
  const nearest = new NearestLists(1, width);
  for (let row = 0; row < n; row++) {
    // Written so that a key that is no number rules nothing out.
    if ((keys[row] ?? Number.NaN) > limit) continue;
    nearest.offer(0, distance(query, 0, host.data, row * d, d), row);
  }
  return nearest.ids;
}

/** Infinite where float32 could not hold the sums, whose keys say nothing then. */
function limitOf({ metric, d, norms }: GpuBlock, query: Float32Array, kth: number): number {
  const length = lengthOf(query, 0, d);
  const doubt =
    metric === 'l2' || metric === 'l1'
      ? differenceDoubt(metric === 'l2' ? 'square' : 'absolute', d, norms, length, kth)
      : productDoubt(metric, d, norms, length);
  return doubt < Number.POSITIVE_INFINITY ? kth + doubt : Number.POSITIVE_INFINITY;
}
