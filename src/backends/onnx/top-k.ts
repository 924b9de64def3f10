import type { Metric, Rows, Timeline } from '../backend.js';
import type { Candidates } from '../shared/block-kernels.js';
import { EXACT_DISTANCE } from '../shared/exact-distance.js';
import { NearestLists } from '../shared/kernels/nearest-lists.js';
import { pickedQueries, type QueryPart } from './query-parts.js';
import type { Best, Scoring, ScoringOf } from './scoring.js';

/** Candidates beyond k: the farther the last of them is from the k-th, the surer that none is missing. */
export const SLACK = 4;

export interface Search {
  readonly rows: Rows;
  readonly metric: Metric;
  readonly scoringOf: ScoringOf;
  readonly timeline: Timeline;
}

/**
 * `wanted` candidates for each query, which are k and the slack. Where the last of them scores so much less than the
 * k-th that rounding cannot explain it, no row left out is one of the k nearest. Of other queries all rows that may be
 * are measured in float64, from the scores of all rows.
 */
export async function topK(
  search: Search,
  parts: Iterable<QueryPart>,
  queries: number,
  wanted: number,
): Promise<Candidates> {
  const { rows, scoringOf, timeline } = search;
  const width = Math.min(wanted, rows.n);
  const ids = new Int32Array(queries * width);
  if (width === rows.n) {
    for (let i = 0; i < ids.length; i++) ids[i] = i % width;
    return { width, ids };
  }
  const k = Math.max(1, wanted - SLACK);
  for (const part of parts) {
    const scoring = timeline.time('compute', () => scoringOf(part));
    const best = await scoring.best(width);
    ids.set(best.ids, part.start * width);
    const doubtful = timeline.time('compute', () => doubtfulQueries(scoring, best, part.n, k, width));
    if (doubtful.length === 0) continue;
    const found = await measured(
      search,
      pickedQueries(
        part,
        doubtful.map(({ query }) => query),
      ),
      doubtful,
      width,
    );
    for (const [i, { query }] of doubtful.entries()) {
      ids.set(found.subarray(i * width, (i + 1) * width), (part.start + query) * width);
    }
  }
  return { width, ids };
}

interface Doubtful {
  readonly query: number;
  /** The least score a row must have to be measured. */
  readonly least: number;
}

function doubtfulQueries(
  scoring: Scoring,
  { values }: Best,
  queries: number,
  k: number,
  width: number,
): Doubtful[] {
  const doubtful: Doubtful[] = [];
  for (let query = 0; query < queries; query++) {
    const least = scoring.least(query, values[query * width + k - 1] ?? Number.NaN);
    const last = values[(query + 1) * width - 1] ?? Number.NaN;
    // In doubt also where a score is no number.
    if (!(last < least)) doubtful.push({ query, least });
  }
  return doubtful;
}

/** The nearest rows of doubtful queries by exact distance: at least the candidates themselves have the least score. */
async function measured(
  { rows, metric, scoringOf, timeline }: Search,
  queries: Rows,
  doubtful: readonly Doubtful[],
  width: number,
): Promise<Int32Array> {
  const scores = await scoringOf(queries).scores();
  return timeline.time('compute', () => {
    const { n, d, data } = rows;
    const distance = EXACT_DISTANCE[metric];
    const nearest = new NearestLists(queries.n, width);
    for (const [q, { least }] of doubtful.entries()) {
      for (let id = 0; id < n; id++) {
        if ((scores[q * n + id] ?? Number.NaN) < least) continue;
        nearest.offer(q, distance(queries.data, q * d, data, id * d, d), id);
      }
    }
    return nearest.ids;
  });
}
