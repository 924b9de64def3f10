import type { Metric, Neighbours, Precision, Rows, VectorSource } from '../../backends/backend.js';
import { EXACT_DISTANCE } from '../../backends/shared/exact-distance.js';
import { bootstrapMean } from '../../stats/bootstrap-mean.js';
import type { Truth } from '../knn/check.js';
import type { CheckReport } from '../suite.js';
import { reportedTolerance, tieTolerance } from './tolerance.js';

export interface ApproximateCheckInput {
  readonly base: VectorSource;
  readonly queries: Rows;
  readonly metric: Metric;
  /** Arithmetic in which distances are reported. */
  readonly reports: Precision;
  readonly truth: Truth;
}

/**
 * Checks an approximate answer. Distances are recomputed here from the vectors, never taken from the subject: ids must
 * exist and be distinct, reported distances must be those of their rows and ascend. Neighbours that were not found
 * (ids of -1, last) are no wrong answers. Recall is the share of answers no farther than the true k-th neighbour,
 * ties counting, and its interval is a bootstrap over the queries.
 */
export async function checkApproximate(
  answer: Neighbours,
  input: ApproximateCheckInput,
): Promise<CheckReport> {
  const { queries, truth } = input;
  const { k } = truth;
  const wrong = (reason: string): CheckReport => ({ check: 'fail', reason, quality: {} });
  if (answer.queries !== queries.n || answer.k !== k || answer.ids.length !== queries.n * k) {
    return wrong(`expected ${queries.n} x ${k} neighbours, got ${answer.queries} x ${answer.k}`);
  }
  const recalls = new Float64Array(queries.n);
  const row = new Float32Array(input.base.d);
  for (let query = 0; query < queries.n; query++) {
    const hits = await hitsOf(query, answer, input, row);
    if (typeof hits === 'string') return wrong(`query ${query}: ${hits}`);
    recalls[query] = hits / k;
  }
  const hits = recalls.reduce((sum, recall) => sum + Math.round(recall * k), 0);
  const { low, high } = bootstrapMean(recalls);
  return {
    check: 'pass',
    quality: { recall: hits / (queries.n * k), recallCiLow: low, recallCiHigh: high },
  };
}

/** How many of a query's answers are as near as its k-th neighbour, or what is wrong with them. */
async function hitsOf(
  query: number,
  answer: Neighbours,
  { base, queries, metric, reports, truth }: ApproximateCheckInput,
  row: Float32Array,
): Promise<number | string> {
  const { k } = truth;
  const { d } = base;
  const origin = new Float32Array(d);
  const ids = answer.ids.subarray(query * k, (query + 1) * k);
  const missing = ids.indexOf(-1);
  const found = missing < 0 ? ids : ids.subarray(0, missing);
  if (!ids.subarray(found.length).every((id) => id === -1)) return 'an id follows one of -1';
  if (new Set(found).size !== found.length) return 'an id is returned twice';
  const kth = truth.distances[(query + 1) * k - 1] ?? Number.NaN;
  const queryNorm = EXACT_DISTANCE.l2(queries.data, query * d, origin, 0, d);
  let previous = Number.NEGATIVE_INFINITY;
  let hits = 0;
  for (const [rank, id] of found.entries()) {
    if (id < 0 || id >= base.n) return `id ${id} is not within 0..${base.n - 1}`;
    await base.read(id, 1, row);
    const actual = EXACT_DISTANCE[metric](queries.data, query * d, row, 0, d);
    const rowNorm = EXACT_DISTANCE.l2(row, 0, origin, 0, d);
    const reported = answer.distances[query * k + rank] ?? Number.NaN;
    const pair = { metric, d, queryNorm, rowNorm };
    if (!(Math.abs(reported - actual) <= reportedTolerance({ ...pair, distance: actual }, reports))) {
      return `row ${id} is at ${actual}, reported at ${reported}`;
    }
    if (reported < previous) return `distances do not ascend at rank ${rank}`;
    previous = reported;
    if (actual <= kth + tieTolerance({ ...pair, distance: kth })) hits++;
  }
  return hits;
}
