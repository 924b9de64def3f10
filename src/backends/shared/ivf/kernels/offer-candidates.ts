import type { ExactDistance } from '../../kernels/exact-distance.js';
import type { NearestLists } from '../../kernels/nearest-lists.js';

/** Part of an inverted list, as it was given to an engine. */
export interface ListRows {
  readonly ids: Int32Array;
  readonly vectors: Float32Array;
}

/**
 * Offers the candidates that an engine found among `rows` by their float64 distances.
 * @param candidates row-major `queries.length * width` numbers of rows
 */
export function offerCandidates(
  nearest: NearestLists,
  distance: ExactDistance,
  data: Float32Array,
  d: number,
  queries: Int32Array,
  rows: ListRows,
  candidates: Int32Array,
  width: number,
): void {
  const { ids, vectors } = rows;
  for (let i = 0; i < queries.length; i++) {
    const query = queries[i];
    for (let c = i * width; c < (i + 1) * width; c++) {
      const row = candidates[c];
      nearest.offer(query, distance(data, query * d, vectors, row * d, d), ids[row]);
    }
  }
}
