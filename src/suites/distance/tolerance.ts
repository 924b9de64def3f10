import type { Metric, Precision } from '../../backends/backend.js';

const UNIT_ROUNDOFF: Readonly<Record<Precision, number>> = {
  float64: 2 ** -53,
  float32: 2 ** -24,
  float16: 2 ** -11,
};

export interface ExactPair {
  readonly metric: Metric;
  readonly precision: Precision;
  readonly d: number;
  /** Euclidean norms of the two vectors. */
  readonly norms: readonly [number, number];
  /** Their distance in float64. */
  readonly distance: number;
}

/**
 * How far a reported distance may lie from the exact one: the rounding of the float32 it is reported in, and the
 * engine's arithmetic. A sum of d products errs by about sqrt(d) u times the sum of their magnitudes (Higham 2002,
 * section 2.8), which norms bound; the factor 8 makes it generous. Norms and an inner product give the square of an
 * l2 distance, so its error is that of the norms however near the vectors lie.
 */
export function distanceTolerance({ metric, precision, d, norms, distance }: ExactPair): number {
  const [x, y] = norms;
  const relative = 8 * Math.sqrt(d) * UNIT_ROUNDOFF[precision];
  const reported = Math.abs(distance) * UNIT_ROUNDOFF.float32;
  switch (metric) {
    case 'l2':
      return reported + Math.sqrt(distance ** 2 + relative * (x + y) ** 2) - distance;
    case 'cosine':
      return reported + relative;
    case 'dot':
      return reported + relative * x * y;
    case 'l1':
      return reported + relative * (x + y) * Math.sqrt(d);
  }
}

/**
 * What an error is told relative to: l2 and l1 the distance itself, cosine 1 and dot the product of the norms, where
 * the distance passes through zero. Of equal vectors it is their size.
 */
export function errorScale({ metric, d, norms, distance }: Omit<ExactPair, 'precision'>): number {
  const [x, y] = norms;
  switch (metric) {
    case 'l2':
      return distance > 0 ? distance : x + y;
    case 'l1':
      return distance > 0 ? distance : (x + y) * Math.sqrt(d);
    case 'cosine':
      return 1;
    case 'dot':
      return x * y;
  }
}
