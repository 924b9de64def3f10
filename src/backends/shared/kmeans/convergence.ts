import type { CentroidSet } from './centroid-set.js';
import type { Geometry } from './geometry.js';

/** What an update came to, as far as it decides whether there is another. */
export interface Movement {
  readonly shifts: Float64Array;
  readonly centroids: CentroidSet;
  /** Inertia and rows of the assignment before. */
  readonly inertia: number;
  readonly n: number;
}

/**
 * Whether the root mean square of the centroids' shifts is at most this share of that of the rows' distances to their
 * centroids, or no more than rounding may move them.
 */
export function isConverged(
  { shifts, centroids, inertia, n }: Movement,
  tolerance: number,
  geometry: Geometry,
): boolean {
  const shift = Math.sqrt(shifts.reduce((sum, one) => sum + one * one, 0) / shifts.length);
  const rounding = (centroids.d + 8) * 2 ** -52 * centroids.largestNorm;
  return shift <= Math.max(tolerance * geometry.distanceOf(inertia / n), rounding);
}
