import type { Timeline } from '../../backend.js';
import type { BlockKernels } from '../block-kernels.js';
import { type Nearest, nearerOfTwo, nearestCentroid } from '../kernels/kmeans-scores.js';
import type { CentroidSet } from './centroid-set.js';
import type { Geometry } from './geometry.js';
import { nearestTwo } from './nearest-two.js';

/** Bounds on the scores of rows: at most `own` for the row's centroid, at least `others` for every other one. */
export interface ScoreBounds {
  readonly own: Float64Array;
  readonly others: Float64Array;
}

/** Rows that an engine holds as a block, beside their copy in host memory. */
export interface RowsToLabel<Block> {
  readonly block: Block;
  /** Rows of the block; those past `labels.length` are padding. */
  readonly blockRows: number;
  readonly data: Float32Array;
  readonly norms: Float64Array;
  /** Receives the labels. */
  readonly labels: Int32Array;
  /** Receives bounds on the scores. */
  readonly bounds?: ScoreBounds;
}

export interface Labelling<Block> {
  readonly kernels: BlockKernels<Block>;
  readonly timeline: Timeline;
  readonly geometry: Geometry;
}

/**
 * Gives each row the centroid nearest to it in float64, ties by the smaller number. The engine's float distances
 * decide wherever its two nearest are farther apart than both may err; the other rows are decided in float64, between
 * those two where the third is farther away than that.
 */
export async function labelRows<Block>(
  { kernels, timeline, geometry }: Labelling<Block>,
  rows: RowsToLabel<Block>,
  centroids: CentroidSet,
): Promise<void> {
  const near = await nearestTwo(kernels, timeline, rows.block, rows.blockRows, centroids.rounded);
  timeline.time('compute', () => {
    const { data, norms, labels, bounds } = rows;
    const { k, d, largestNorm } = centroids;
    const exact: Nearest = { label: 0, first: 0, second: 0 };
    const note = (i: number, own: number, others: number) => {
      if (bounds === undefined) return;
      bounds.own[i] = own;
      bounds.others[i] = others;
    };
    for (let i = 0; i < labels.length; i++) {
      const first = geometry.scoreOf(near.first[i] ?? Number.NaN);
      const second = geometry.scoreOf(near.second[i] ?? Number.NaN);
      const error = geometry.selectionError(first, largestNorm);
      // False also for NaN, which an engine gives where float32 overflows.
      if (second - first > 2 * error) {
        labels[i] = near.labels[i] ?? 0;
        note(i, first + error, second - error);
      } else if (geometry.scoreOf(near.others?.third[i] ?? Number.NaN) - first > 2 * error) {
        const third = geometry.scoreOf(near.others?.third[i] ?? Number.NaN) - error;
        const a = near.labels[i] ?? 0;
        const b = near.others?.runnersUp[i] ?? 0;
        nearerOfTwo(geometry.score, data, i * d, norms[i] ?? 0, centroids.data, a, b, d, exact);
        labels[i] = exact.label;
        note(i, exact.first, Math.min(exact.second, third));
      } else {
        nearestCentroid(geometry.score, data, i * d, norms[i] ?? 0, centroids.data, k, d, exact);
        labels[i] = exact.label;
        note(i, exact.first, exact.second);
      }
    }
  });
}
