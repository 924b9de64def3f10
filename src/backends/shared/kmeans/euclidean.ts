import { explainedSquares, means } from '../kernels/kmeans-centres.js';
import { squaredDistance } from '../kernels/kmeans-scores.js';
import type { Geometry } from './geometry.js';

/** Where a float engine may flush to zero, nothing smaller can be told apart. */
const SMALLEST_NORMAL = 2 ** -126;

/** Ordinary K-Means: squared distances and arithmetic means. */
export function euclidean(d: number, relativeError: number): Geometry {
  const relativeRounding = (d + 8) * 2 ** -52;
  return {
    score: squaredDistance,
    unit: false,
    normalised: (centroids) => centroids.slice(),
    centres: ({ sums, counts }, previous) => means(sums, counts, previous, d),
    inertia: ({ sums, counts, origin, spread }, centroids) =>
      Math.max(0, spread - explainedSquares(centroids, sums, counts, origin, d)),
    scoreOf: (distance) => distance * distance,
    // Engines get the square from norms and an inner product, which cancel.
    selectionError: (rowNorm, largest) => relativeError * (rowNorm + largest) ** 2 + d * SMALLEST_NORMAL,
    distanceOf: Math.sqrt,
    rounding: (score) => score * relativeRounding,
  };
}
