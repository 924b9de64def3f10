import type { BlockedRows } from '../blocked-rows.js';
import { total } from '../kernels/kmeans-centres.js';
import { scoreRows } from '../kernels/kmeans-scores.js';
import { transferRows } from '../kernels/kmeans-transfer.js';
import type { CentroidSet } from './centroid-set.js';
import type { ClusterSums } from './cluster-sums.js';
import type { Geometry } from './geometry.js';
import type { Labeller } from './labeller.js';
import { measuredPart, partOf, type RowState } from './row-state.js';

/** All that a fit works on. */
export interface Fit<Block> {
  readonly rows: BlockedRows<Block>;
  readonly geometry: Geometry;
  readonly labeller: Labeller<Block>;
  readonly state: RowState;
  readonly clusters: ClusterSums;
}

type Then = (data: Float32Array, part: RowState) => void;

/** Gives every row its nearest centroid. @returns how many distances between a row and a centroid that took */
export async function labelAll<Block>(
  { rows, geometry, labeller, state }: Fit<Block>,
  centroids: CentroidSet,
  then: Then = () => {},
): Promise<number> {
  let pairs = 0;
  for await (const loaded of rows.blocks()) {
    const { host } = loaded;
    const part = rows.timeline.time('compute', () => measuredPart(state, host, geometry));
    pairs += await labeller.label(loaded, part, centroids);
    rows.timeline.time('compute', () => then(host.data, part));
  }
  return pairs;
}

/** The first assignment: sums the clusters up and writes every row's score. @returns as `labelAll` */
export function assignFirst<Block>(fit: Fit<Block>, centroids: CentroidSet): Promise<number> {
  const { geometry, clusters } = fit;
  return labelAll(fit, centroids, (data, { labels, summed, norms, scores }) => {
    const { d, sums, counts } = clusters;
    geometry.accumulate(data, labels.length, d, labels, norms, centroids.data, sums, counts, scores);
    summed.set(labels);
  });
}

/**
 * An assignment after the first: brings the sums of the clusters up to date. Rows that keep their cluster, soon nearly
 * all of them, cost nothing there. @returns as `labelAll`
 */
export function assignAgain<Block>(fit: Fit<Block>, centroids: CentroidSet): Promise<number> {
  return labelAll(fit, centroids, (data, part) => transfer(fit, data, part));
}

/** Brings the sums up to date with labels that were changed by hand. */
export async function transferRelabelled<Block>(fit: Fit<Block>): Promise<void> {
  for await (const { start, n, data } of fit.rows.hosts()) {
    fit.rows.timeline
      .time('compute', () => transfer(fit, data, partOf(fit.state, start, n)));
  }
}

function transfer<Block>({ clusters, geometry }: Fit<Block>, data: Float32Array, part: RowState): void {
  const { labels, summed, norms } = part;
  const { d, sums, counts } = clusters;
  transferRows(data, labels.length, d, labels, summed, norms, geometry.unit, sums, counts);
}

/** Writes every row's float64 score for its centroid and returns their sum, in the order of the rows. */
export async function scoreAll<Block>(fit: Fit<Block>, centroids: CentroidSet): Promise<number> {
  const { rows, geometry, state } = fit;
  for await (const { start, n, data } of rows.hosts()) {
    rows.timeline.time('compute', () => {
      const { labels, norms, scores } = partOf(state, start, n);
      scoreRows(geometry.quickScore, data, n, rows.d, labels, norms, centroids.data, scores);
    });
  }
  return rows.timeline.time('compute', () => total(state.scores));
}
