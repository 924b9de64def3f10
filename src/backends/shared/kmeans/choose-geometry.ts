import type { KMeansRequest, Metric, Precision } from '../../backend.js';
import { UnsupportedError } from '../unsupported-error.js';
import { euclidean } from './euclidean.js';
import type { Geometry } from './geometry.js';
import { spherical } from './spherical.js';

const UNIT_ROUNDOFF: Readonly<Record<Precision, number>> = {
  float64: 2 ** -53,
  float32: 2 ** -24,
  float16: 2 ** -11,
};

/** @throws UnsupportedError for a metric of which a mean is no minimum */
export function geometryOf(
  metric: Metric,
  d: number,
  precision: Precision,
  { cosineMean = 'directions' }: Pick<KMeansRequest, 'cosineMean'>,
): Geometry {
  const relativeError = relativeSelectionError(d, UNIT_ROUNDOFF[precision]);
  switch (metric) {
    case 'l2':
      return euclidean(d, relativeError);
    case 'cosine':
      return spherical(d, relativeError, cosineMean);
    default:
      throw new UnsupportedError(
        `K-Means needs the metric l2 or cosine, of which a mean is the centre; got ${metric}`,
      );
  }
}

/**
 * Error of a sum of d rounded products relative to the sum of their sizes: d u at worst (Higham 2002, section 3.1),
 * and with rounding errors that are not all of one sign below 8 sqrt(d) u but once in 10^13 (Higham and Mary 2019);
 * some more for norms and the root. Whatever an engine computes in, centroids go in and distances come out as float32.
 */
function relativeSelectionError(d: number, unitRoundoff: number): number {
  return (Math.min(d, 8 * Math.sqrt(d)) + 16) * unitRoundoff + 16 * UNIT_ROUNDOFF.float32;
}
