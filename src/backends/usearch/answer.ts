import type { IndexAnswer, Metric } from '../backend.js';
import { markMissing } from '../shared/ivf/kernels/mark-missing.js';
import { NearestLists } from '../shared/kernels/nearest-lists.js';
import { NATIVE_METRICS } from './metrics.js';
import type { NativeMatches } from './native.js';

/** Matches as neighbours: distances of the project's metrics, ties by the smaller id, what is missing marked. */
export function answerOf(matches: NativeMatches, queries: number, k: number, metric: Metric): IndexAnswer {
  const { keys, distances, counts } = matches;
  const distance = NATIVE_METRICS[metric]?.distance ?? Number;
  const nearest = new NearestLists(queries, k);
  const met = new Float64Array(queries);
  for (let q = 0; q < queries; q++) {
    const count = counts === undefined ? keys.length : Number(counts[q]);
    met[q] = count;
    for (let at = q * k; at < q * k + count; at++) {
      nearest.offer(q, distance(distances[at] ?? Number.NaN), Number(keys[at]));
    }
  }
  markMissing(nearest, met);
  // How many distances a walk takes it does not tell.
  return { queries, k, ids: nearest.ids, distances: nearest.distances, distanceComputations: null };
}
