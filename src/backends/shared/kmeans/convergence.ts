import type { Geometry } from './geometry.js';

/** Root mean square of the centroids' shifts as a share of that of the rows' distances to their centroids. */
export function relativeShift(shifts: Float64Array, inertia: number, n: number, geometry: Geometry): number {
  const shift = Math.sqrt(shifts.reduce((sum, one) => sum + one * one, 0) / shifts.length);
  return shift === 0 ? 0 : shift / geometry.distanceOf(inertia / n);
}
