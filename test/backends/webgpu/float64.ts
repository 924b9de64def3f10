import { METRICS, type Metric, type Rows } from '../../../src/backends/backend.js';
import { EXACT_DISTANCE } from '../../../src/backends/shared/exact-distance.js';

export { METRICS };

/** The k nearest rows of each query in float64, ties by the smaller id. */
export function nearestIds(metric: Metric, rows: Rows, queries: Rows, k: number): number[] {
  return Array.from({ length: queries.n }, (_, q) => {
    const distances = Array.from({ length: rows.n }, (_, row) => distanceOf(metric, queries, q, rows, row));
    return distances
      .map((distance, id) => ({ distance, id }))
      .sort((a, b) => a.distance - b.distance || a.id - b.id)
      .slice(0, k)
      .map(({ id }) => id);
  }).flat();
}

export function distanceOf(metric: Metric, x: Rows, i: number, y: Rows, j: number): number {
  return EXACT_DISTANCE[metric](x.data, i * x.d, y.data, j * y.d, x.d);
}
