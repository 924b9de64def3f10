import type { Metric, Precision, Rows } from '../../backends/backend.js';
import { EXACT_DISTANCE } from '../../backends/shared/exact-distance.js';
import { isRowByRow, type Shape } from './extent.js';
import { distanceTolerance, errorScale } from './tolerance.js';

export interface Question {
  readonly shape: Shape;
  readonly metric: Metric;
  /** Arithmetic of the engine that is asked. */
  readonly precision: Precision;
  readonly queries: Rows;
  readonly rows: Rows;
}

/** What is right, for each distance in the order of the answer. */
export interface Truth {
  readonly distances: Float64Array;
  readonly tolerances: Float64Array;
  /** What errors are relative to. */
  readonly scales: Float64Array;
}

/** Every distance in float64 by direct differences: row by row, or row-major `queries * rows`. */
export function truthOf({ shape, metric, precision, queries, rows }: Question): Truth {
  const { d } = rows;
  const rowByRow = isRowByRow(shape);
  const pairs = rowByRow ? rows.n : queries.n * rows.n;
  const queryNorms = normsOf(queries);
  const rowNorms = normsOf(rows);
  const exact = EXACT_DISTANCE[metric];
  const truth = {
    distances: new Float64Array(pairs),
    tolerances: new Float64Array(pairs),
    scales: new Float64Array(pairs),
  };
  for (let at = 0; at < pairs; at++) {
    const query = rowByRow ? at : Math.floor(at / rows.n);
    const row = rowByRow ? at : at % rows.n;
    const distance = exact(queries.data, query * d, rows.data, row * d, d);
    const norms = [queryNorms[query] ?? 0, rowNorms[row] ?? 0] as const;
    truth.distances[at] = distance;
    truth.tolerances[at] = distanceTolerance({ metric, precision, d, norms, distance });
    truth.scales[at] = errorScale({ metric, d, norms, distance });
  }
  return truth;
}

function normsOf({ n, d, data }: Rows): Float64Array {
  // The `dot` distance is the negated inner product.
  return Float64Array.from({ length: n }, (_, i) =>
    Math.sqrt(-EXACT_DISTANCE.dot(data, i * d, data, i * d, d)),
  );
}
