import { accumulateVectors } from '../kernels/kmeans-accumulate.js';
import { explainedSquares, means } from '../kernels/kmeans-centres.js';
import { squaredDistance, squaredDistanceInLanes } from '../kernels/kmeans-scores.js';
import type { Geometry } from './geometry.js';

/** Where a float engine may flush to zero, nothing smaller can be told apart. */
const SMALLEST_NORMAL = 2 ** -126;

/** Ordinary K-Means: squared distances and arithmetic means. */
export function euclidean(d: number, relativeError: number): Geometry {
  const relativeRounding = (d + 8) * 2 ** -52;
  // Engines get the square from norms and an inner product, which cancel: it errs by a share of (|x| + |c|)^2, and
  // |x| is at most the distance to the nearest centroid, which errs itself, and that centroid's norm.
  const share =
    relativeError < 1 ? relativeError / (1 - Math.sqrt(relativeError)) ** 2 : Number.POSITIVE_INFINITY;
  return {
    score: squaredDistance,
    quickScore: squaredDistanceInLanes,
    accumulate: accumulateVectors,
    needsNorms: false,
    unit: false,
    normalised: (centroids) => centroids.slice(),
    centres: ({ sums, counts }, previous) => means(sums, counts, previous, d),
    explained: ({ sums, counts, origin }, centroids) => explainedSquares(centroids, sums, counts, origin, d),
    scoreOf: (distance) => distance * distance,
    selectionError: (score, largest) => share * (Math.sqrt(score) + 2 * largest) ** 2 + d * SMALLEST_NORMAL,
    distanceOf: Math.sqrt,
    rounding: (score) => score * relativeRounding,
  };
}
