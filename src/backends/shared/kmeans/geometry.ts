import type { Accumulate } from '../kernels/kmeans-accumulate.js';
import type { Score } from '../kernels/kmeans-scores.js';
import type { ClusterSums } from './cluster-sums.js';

/** What K-Means under one metric is made of. Scores are squared distances (l2) or 1 - cos (cosine). */
export interface Geometry {
  /** In index order: equal distances come out equal. */
  readonly score: Score;
  /** The same but for rounding, and quicker. */
  readonly quickScore: Score;
  readonly accumulate: Accumulate;
  /** Whether scores take the norms of rows. */
  readonly needsNorms: boolean;
  /** Whether rows are summed as vectors of length 1. */
  readonly unit: boolean;
  /** Centroids as the geometry wants them: on the unit sphere for cosine. */
  normalised(centroids: Float64Array): Float64Array;
  /** New centroids from the sums of clusters, `previous` for those that have none. */
  centres(clusters: ClusterSums, previous: Float64Array): Float64Array;
  /**
   * What centroids take off the inertia, but for a constant that is the same for all labels and centroids; undefined
   * where the sums of clusters do not tell it.
   */
  explained(clusters: ClusterSums, centroids: Float64Array): number | undefined;
  /** The score that an engine's float distance stands for. */
  scoreOf(distance: number): number;
  /** Bound on the error of an engine's scores for a row whose nearest centroid is at `score`. */
  selectionError(score: number, largestCentroidNorm: number): number;
  /** The Euclidean distance, of unit vectors for cosine, that a score stands for: it obeys the triangle inequality. */
  distanceOf(score: number): number;
  /** Bound on the rounding error of a float64 score. */
  rounding(score: number): number;
}
