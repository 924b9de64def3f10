import { total } from '../kernels/kmeans-centres.js';
import { addRow } from '../kernels/kmeans-transfer.js';
import type { Batch } from './batches.js';
import { type CentroidSet, centroidSet } from './centroid-set.js';
import type { ClusterSums } from './cluster-sums.js';
import type { Geometry } from './geometry.js';
import type { RowState } from './row-state.js';

/** Clusters that grow by every row they are given, so that a centroid is the mean of all its rows so far. */
export class RunningClusters {
  readonly #countsOfPass: Float64Array;
  #centroids: CentroidSet;

  constructor(
    private readonly geometry: Geometry,
    private readonly clusters: ClusterSums,
    start: CentroidSet,
  ) {
    this.#countsOfPass = new Float64Array(start.k);
    this.#centroids = start;
  }

  get centroids(): CentroidSet {
    return this.#centroids;
  }

  /** Rows that each cluster was given since the last call. */
  takeCounts(): Float64Array {
    const counts = this.#countsOfPass.slice();
    this.#countsOfPass.fill(0);
    return counts;
  }

  /** Adds a batch by the labels in its `state`, moves the centroids and returns the sum of the rows' scores before. */
  add({ n, d, data }: Batch, { labels, norms, scores }: RowState): number {
    const { geometry, clusters } = this;
    const { sums, counts } = clusters;
    geometry.accumulate(data, n, d, labels, norms, this.#centroids.data, sums, counts, scores);
    for (const label of labels) this.#countsOfPass[label] = (this.#countsOfPass[label] ?? 0) + 1;
    this.#move();
    return total(scores);
  }

  /** Starts the cluster of one row anew from that row alone. */
  restart({ d, data }: Batch, { labels, norms }: RowState): void {
    const { sums, counts } = this.clusters;
    const cluster = labels[0] ?? 0;
    sums.fill(0, cluster * d, (cluster + 1) * d);
    counts[cluster] = 1;
    addRow(data, 0, d, this.geometry.unit ? (norms[0] ?? 0) : 1, sums, cluster * d);
    this.#move();
  }

  #move(): void {
    const { d, data } = this.#centroids;
    this.#centroids = centroidSet(this.geometry.centres(this.clusters, data), d);
  }
}
