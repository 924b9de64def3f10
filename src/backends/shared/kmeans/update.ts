import { shiftsOf } from '../kernels/kmeans-shifts.js';
import { type Fit, scoreAll, transferRelabelled } from './assignment.js';
import { type CentroidSet, centroidSet } from './centroid-set.js';
import { relocateToEmpty } from './relocate.js';

export interface Update {
  readonly centroids: CentroidSet;
  /** How far each centroid went. */
  readonly shifts: Float64Array;
  /** Rows that were given to clusters without any. */
  readonly relocated: readonly number[];
}

/** Moves each centroid to the mean of its rows, giving a row to each cluster that has none. */
export async function update<Block>(fit: Fit<Block>, from: CentroidSet): Promise<Update> {
  const { geometry, clusters, rows } = fit;
  const relocated = clusters.counts.includes(0) ? await relocate(fit, from) : [];
  return rows.timeline.time('compute', () => {
    const centroids = centroidSet(geometry.centres(clusters, from.data), from.d);
    return { centroids, shifts: shiftsOf(from.data, centroids.data, from.d), relocated };
  });
}

async function relocate<Block>(fit: Fit<Block>, centroids: CentroidSet): Promise<number[]> {
  const { geometry, state, clusters, rows } = fit;
  await scoreAll(fit, centroids);
  const relocated = rows.timeline.time('compute', () => relocateToEmpty(geometry, state, clusters.counts));
  if (relocated.length > 0) await transferRelabelled(fit);
  return relocated;
}
