import type { NearestLists } from '../../kernels/nearest-lists.js';

/** Marks the places for which a query met too few rows. */
export function markMissing(nearest: NearestLists, met: Float64Array): void {
  const { ids, distances, k, queries } = nearest;
  for (let q = 0; q < queries; q++) {
    for (let rank = Math.min(k, met[q]); rank < k; rank++) {
      ids[q * k + rank] = -1;
      distances[q * k + rank] = Infinity;
    }
  }
}
