import type { Metric, Neighbours, Precision, Rows, VectorSource } from '../../backends/backend.js';
import { EXACT_DISTANCE } from '../../backends/shared/exact-distance.js';
import type { CheckReport } from '../suite.js';
import { selectionTolerance } from './tolerance.js';

export interface Truth {
  readonly k: number;
  /** Row-major `queries * k` distances of the true neighbours, ascending. */
  readonly distances: Float64Array;
}

export interface CheckInput {
  readonly base: VectorSource;
  readonly queries: Rows;
  readonly metric: Metric;
  readonly precision: Precision;
  readonly truth: Truth;
}

/** Reported distances come re-ranked in float64; what remains is the rounding of another order of summation. */
const REPORTED_TOLERANCE = 1e-6;

/**
 * Checks an exact answer against the truth. Distances are recomputed here from the vectors, never taken from the
 * subject: ids must exist and be distinct, reported distances must be those of their rows and ascend, and recall is
 * the share of rows no farther than the true k-th neighbour (ann-benchmarks' recall by distance, ties counting).
 */
export async function checkExact(answer: Neighbours, input: CheckInput): Promise<CheckReport> {
  const { base, queries, metric, truth, precision } = input;
  const { k } = truth;
  const wrong = (reason: string): CheckReport => ({ check: 'fail', reason, quality: { recall: 0 } });
  if (answer.queries !== queries.n || answer.k !== k || answer.ids.length !== queries.n * k) {
    return wrong(`expected ${queries.n} x ${k} neighbours, got ${answer.queries} x ${answer.k}`);
  }
  const { d } = base;
  const row = new Float32Array(d);
  const origin = new Float32Array(d);
  const distance = EXACT_DISTANCE[metric];
  let hits = 0;
  let firstMiss: string | undefined;
  for (let q = 0; q < queries.n; q++) {
    const ids = answer.ids.subarray(q * k, (q + 1) * k);
    if (new Set(ids).size !== k) return wrong(`query ${q}: an id is returned twice`);
    const kth = truth.distances[(q + 1) * k - 1] ?? Number.NaN;
    const queryNorm = EXACT_DISTANCE.l2(queries.data, q * d, origin, 0, d);
    let previous = Number.NEGATIVE_INFINITY;
    for (const [rank, id] of ids.entries()) {
      if (id < 0 || id >= base.n) return wrong(`query ${q}: id ${id} is not within 0..${base.n - 1}`);
      await base.read(id, 1, row);
      const actual = distance(queries.data, q * d, row, 0, d);
      const reported = answer.distances[q * k + rank] ?? Number.NaN;
      const rowNorm = EXACT_DISTANCE.l2(row, 0, origin, 0, d);
      const scale = { l2: actual, l1: actual, cosine: 1, dot: queryNorm * rowNorm }[metric];
      if (!(Math.abs(reported - actual) <= REPORTED_TOLERANCE * scale)) {
        return wrong(`query ${q}: row ${id} is at ${actual}, reported at ${reported}`);
      }
      if (reported < previous) return wrong(`query ${q}: distances do not ascend at rank ${rank}`);
      previous = reported;
      const tolerance = selectionTolerance({ metric, precision, d, queryNorm, rowNorm, distance: kth });
      if (actual <= kth + tolerance) hits++;
      else
        firstMiss ??= `query ${q}: row ${id} at ${actual} is farther than the true k-th neighbour at ${kth}`;
    }
  }
  const recall = hits / (queries.n * k);
  if (firstMiss !== undefined) return { check: 'fail', reason: firstMiss, quality: { recall } };
  return { check: 'pass', quality: { recall } };
}
