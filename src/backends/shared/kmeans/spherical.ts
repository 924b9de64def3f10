import type { CosineMean } from '../../backend.js';
import { accumulateDirections, accumulateLengths } from '../kernels/kmeans-accumulate.js';
import { directions, innerProduct } from '../kernels/kmeans-centres.js';
import { oneMinusCosine, oneMinusCosineInLanes } from '../kernels/kmeans-scores.js';
import type { Geometry } from './geometry.js';

/** Spherical K-Means (Dhillon and Modha 2001): centroids are unit vectors and a row is nearest to the largest cosine. */
export function spherical(d: number, relativeError: number, mean: CosineMean): Geometry {
  const rounding = (d + 8) * 2 ** -52;
  const unit = mean === 'directions';
  return {
    score: oneMinusCosine,
    quickScore: oneMinusCosineInLanes,
    accumulate: unit ? accumulateDirections : accumulateLengths,
    needsNorms: true,
    unit,
    normalised: (centroids) => directions(centroids, centroids, d),
    centres: ({ sums }, previous) => directions(sums, previous, d),
    explained: ({ sums }, centroids) => (unit ? innerProduct(centroids, sums) : undefined),
    scoreOf: (distance) => distance,
    selectionError: () => 2 * relativeError,
    // For unit vectors |x - c|^2 = 2 (1 - cos).
    distanceOf: (score) => Math.sqrt(2 * Math.max(score, 0)),
    // A cosine errs by the same whether the angle is large or small.
    rounding: () => rounding,
  };
}
