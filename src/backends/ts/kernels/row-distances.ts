import type { ExactDistance } from '../../shared/kernels/exact-distance.js';

/** Distances of rows `first .. first + count` of `x` to the same rows of `y`, into the same places of `out`. */
export function rowDistances(
  distance: ExactDistance,
  x: Float32Array,
  y: Float32Array,
  d: number,
  first: number,
  count: number,
  out: Float32Array,
): void {
  for (let row = first; row < first + count; row++) out[row] = distance(x, row * d, y, row * d, d);
}
