import type { Centroids, Rows } from '../../backend.js';
import { normOf } from '../kernels/kmeans-centres.js';

/** Centroids as the exact arithmetic and as the engines want them. */
export interface CentroidSet extends Centroids {
  readonly rounded: Rows;
  readonly largestNorm: number;
  readonly smallestNorm: number;
}

export function centroidSet(data: Float64Array, d: number): CentroidSet {
  const k = data.length / d;
  let largestNorm = 0;
  let smallestNorm = Number.POSITIVE_INFINITY;
  for (let c = 0; c < k; c++) {
    const norm = normOf(data, c * d, d);
    largestNorm = Math.max(largestNorm, norm);
    smallestNorm = Math.min(smallestNorm, norm);
  }
  return { k, d, data, rounded: { n: k, d, data: Float32Array.from(data) }, largestNorm, smallestNorm };
}
