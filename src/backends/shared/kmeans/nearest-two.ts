import type { Rows, Timeline } from '../../backend.js';
import type { BlockKernels, NearestTwo } from '../block-kernels.js';
import { foldNearestTwo } from '../kernels/kmeans-nearest-two.js';

/** Distances held at once, and centroids that are worth a call even where that holds more. */
const MOST_DISTANCES = 2 ** 24;
const FEWEST_CENTROIDS = 8;

/** For each row of a block the nearest two of some centroids, by the engine's own op where it has one. */
export async function nearestTwo<Block>(
  kernels: BlockKernels<Block>,
  timeline: Timeline,
  block: Block,
  blockRows: number,
  centroids: Rows,
): Promise<NearestTwo> {
  if (kernels.assign !== undefined) return kernels.assign(block, centroids);
  const { d } = centroids;
  const labels = new Int32Array(blockRows);
  const first = new Float32Array(blockRows).fill(Number.POSITIVE_INFINITY);
  const second = new Float32Array(blockRows).fill(Number.POSITIVE_INFINITY);
  const chunk = Math.max(FEWEST_CENTROIDS, Math.floor(MOST_DISTANCES / blockRows));
  for (let start = 0; start < centroids.n; start += chunk) {
    const n = Math.min(chunk, centroids.n - start);
    const part = { n, d, data: centroids.data.subarray(start * d, (start + n) * d) };
    // The rows stay where they are and the few centroids travel.
    const distances = await kernels.distances(block, part);
    timeline.time('compute', () => foldNearestTwo(distances, n, blockRows, start, labels, first, second));
  }
  return { labels, first, second };
}
