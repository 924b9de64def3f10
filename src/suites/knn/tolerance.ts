import type { Metric, Precision } from '../../backends/backend.js';

const UNIT_ROUNDOFF: Readonly<Record<Precision, number>> = {
  float64: 2 ** -53,
  float32: 2 ** -24,
  float16: 2 ** -11,
};

export interface Pair {
  readonly metric: Metric;
  readonly precision: Precision;
  readonly d: number;
  /** Euclidean norms of the query and of the row. */
  readonly queryNorm: number;
  readonly rowNorm: number;
  /** The true distance of the pair. */
  readonly distance: number;
}

/**
 * How much farther than the true k-th neighbour a returned row may be: twice the rounding error of the distance by
 * which the subject selected it. A sum of d products errs by about sqrt(d) u times the sum of their magnitudes
 * (Higham 2002, section 2.8); the factor 4 makes it generous. For l2 the error of the squared distance, which norms
 * and an inner product give, is turned into one of the distance.
 */
export function selectionTolerance({ metric, precision, d, queryNorm, rowNorm, distance }: Pair): number {
  const relative = 4 * Math.sqrt(d) * UNIT_ROUNDOFF[precision];
  switch (metric) {
    case 'l2':
      return Math.sqrt(distance ** 2 + relative * (queryNorm + rowNorm) ** 2) - distance;
    case 'cosine':
      return relative;
    case 'dot':
      return relative * queryNorm * rowNorm;
    case 'l1':
      return relative * distance;
  }
}
