import fc from 'fast-check';
import type { Centroids, KMeansRequest, Metric, Rows } from '../../../../src/backends/backend.js';
import { seededUniform } from '../../../../src/stats/random.js';

export interface Problem {
  readonly rows: Rows;
  readonly metric: Metric;
  readonly start: Centroids;
}

/** Small whole numbers: many ties and duplicates, and sums that are exact in any order. */
const coarse = fc.integer({ min: -2, max: 2 });
const fine = fc.float({ min: -10, max: 10, noNaN: true, noDefaultInfinity: true });
/** Far from the origin, where squares got from norms cancel. */
const distant = fine.map((value) => 3000 + value / 100);

/** Rows and a start among them, duplicates in both, for k-means problems of every degenerate kind. */
export function problems(metrics: readonly Metric[] = ['l2', 'cosine'], values = [coarse, fine, distant]) {
  return fc
    .record({
      n: fc.integer({ min: 1, max: 40 }),
      d: fc.integer({ min: 1, max: 6 }),
      metric: fc.constantFrom(...metrics),
      kind: fc.constantFrom(...values),
    })
    .chain(({ n, d, metric, kind }) =>
      fc.record({
        metric: fc.constant(metric),
        rows: fc
          .array(kind, { minLength: n * d, maxLength: n * d })
          .map((data) => ({ n, d, data: Float32Array.from(data) })),
        chosen: fc.array(fc.integer({ min: 0, max: n - 1 }), { minLength: 1, maxLength: Math.min(n, 8) }),
      }),
    )
    .map(({ rows, metric, chosen }): Problem => ({ rows, metric, start: startAt(rows, chosen) }));
}

export const coarseValues = [coarse];

/** Of these every sum is exact, so that sums kept up to date are to the bit what sums made anew are. */
export const exactValues = [
  coarse,
  fc.integer({ min: -640, max: 640 }).map((value) => value / 64),
  fc.integer({ min: -40, max: 40 }).map((value) => 3000 + value / 2048),
];

/**
 * Rows in general position, where no two distances are equal but for rounding: sums that are kept up to date round
 * otherwise than sums made anew, which decides nothing here.
 */
export function generalProblems(metric: Metric) {
  return fc
    .record({ n: fc.integer({ min: 1, max: 60 }), d: fc.integer({ min: 2, max: 6 }), seed: fc.nat() })
    .chain(({ n, d, seed }) => {
      const uniform = seededUniform(seed);
      const rows = { n, d, data: Float32Array.from({ length: n * d }, () => uniform() * 2 - 0.5) };
      return fc
        .uniqueArray(fc.integer({ min: 0, max: n - 1 }), { minLength: 1, maxLength: Math.min(n, 8) })
        .map((chosen): Problem => ({ rows, metric, start: startAt(rows, chosen) }));
    });
}

export function startAt({ d, data }: Rows, ids: readonly number[]): Centroids {
  return {
    k: ids.length,
    d,
    data: Float64Array.from(ids.flatMap((id) => [...data.subarray(id * d, (id + 1) * d)])),
  };
}

export function requestOf(start: Centroids, options: Partial<KMeansRequest> = {}): KMeansRequest {
  return { start, algorithm: 'lloyd', maxIterations: 20, tolerance: 0, ...options };
}

export function rowsOf(d: number, ...values: readonly number[]): Rows {
  return { n: values.length / d, d, data: Float32Array.from(values) };
}
