import type { Rows, Timeline } from '../backend.js';
import type { NearestTwo } from '../shared/block-kernels.js';
import { framedRows, type ProductBlock } from './blocks.js';
import type { EngineLimits } from './engine-limits.js';
import { framedCentroids, writeNearestTwo } from './kernels/assignment.js';
import type { Sessions } from './sessions.js';

/** Scores that are still in a core's cache when the largest are looked for: twice as fast as all at once. */
const CACHED_SCORE_BYTES = 2 ** 20;

/** The nearest two of some centroids for each row: rows and centroids change places, and the two largest are kept. */
export async function assignRows(
  sessions: Sessions,
  timeline: Timeline,
  { scoreBytes }: EngineLimits,
  block: ProductBlock,
  centroids: Rows,
): Promise<NearestTwo> {
  const { n } = block.rows;
  const { width, shift, scale } = block.frame;
  const session = await sessions.shared('assign');
  const prepared = timeline.time('compute', () => ({
    rows: framedRows(block),
    framed: framedCentroids(block.metric, centroids.data, centroids.n, shift, scale),
  }));
  const kept = Math.min(2, centroids.n);
  const constant = {
    centroids: sessions.floats(prepared.framed.data, centroids.n, width),
    offsets: sessions.floats(prepared.framed.offsets, centroids.n),
    count: sessions.count(kept),
  };
  const near = {
    labels: new Int32Array(n),
    first: new Float32Array(n),
    second: new Float32Array(n).fill(Number.POSITIVE_INFINITY),
  };
  const bytes = Math.min(scoreBytes, CACHED_SCORE_BYTES);
  const most = Math.max(1, Math.floor(bytes / (centroids.n * Float32Array.BYTES_PER_ELEMENT)));
  for (let start = 0; start < n; start += most) {
    const count = Math.min(most, n - start);
    const rows = prepared.rows.subarray(start * width, (start + count) * width);
    const feeds = { ...constant, rows: sessions.floats(rows, count, width) };
    const { values, ids } = await sessions.best(session, feeds);
    timeline.time('compute', () =>
      writeNearestTwo(
        block.metric,
        values,
        ids,
        kept,
        prepared.framed.factor * scale,
        prepared.framed.factor * scale * scale,
        near.labels,
        near.first,
        near.second,
        start,
      ),
    );
  }
  return near;
}
