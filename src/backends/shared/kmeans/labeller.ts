import type { LoadedBlock } from '../blocked-rows.js';
import type { CentroidSet } from './centroid-set.js';
import type { RowState } from './row-state.js';

/** A way to find the nearest centroid of every row. */
export interface Labeller<Block> {
  /**
   * Writes the labels of a block's rows into its part of the state, which holds what the last assignment gave them.
   * @returns how many distances between a row and a centroid that took
   */
  label(loaded: LoadedBlock<Block>, state: RowState, centroids: CentroidSet): Promise<number>;
  /** Told, after each update, where the centroids went and how far, and which rows were given away. */
  moved(shifts: Float64Array, centroids: CentroidSet, relocated: readonly number[]): void;
}
