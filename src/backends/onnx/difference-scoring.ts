import type { Rows } from '../backend.js';
import type { DifferenceBlock } from './blocks.js';
import type { EngineLimits } from './engine-limits.js';
import { leastDifferenceScore } from './rounding.js';
import type { Scoring } from './scoring.js';
import type { Sessions } from './sessions.js';

/** Scores of L1: differences are made for as many rows and queries at once as the limit holds. */
export function differenceScoring(
  sessions: Sessions,
  limits: EngineLimits,
  { rows }: DifferenceBlock,
  queries: Rows,
): Scoring {
  const scores = () => differenceScores(sessions, limits, rows, queries);
  return {
    scores,
    async best(count) {
      const feeds = {
        scores: sessions.floats(await scores(), queries.n, rows.n),
        count: sessions.count(count),
      };
      return sessions.best(await sessions.shared('select'), feeds);
    },
    least: (_query, kth) => leastDifferenceScore(rows.d, kth),
  };
}

async function differenceScores(
  sessions: Sessions,
  { differenceBytes }: EngineLimits,
  rows: Rows,
  queries: Rows,
): Promise<Float32Array> {
  const { d } = rows;
  const session = await sessions.shared('differences');
  const pairs = Math.max(1, Math.floor(differenceBytes / (d * Float32Array.BYTES_PER_ELEMENT)));
  const rowsAtOnce = Math.min(rows.n, pairs);
  const queriesAtOnce = Math.min(queries.n, Math.max(1, Math.floor(pairs / rowsAtOnce)));
  const all = new Float32Array(queries.n * rows.n);
  for (let row = 0; row < rows.n; row += rowsAtOnce) {
    const width = Math.min(rowsAtOnce, rows.n - row);
    const panel = sessions.floats(rows.data.subarray(row * d, (row + width) * d), 1, width, d);
    for (let query = 0; query < queries.n; query += queriesAtOnce) {
      const count = Math.min(queriesAtOnce, queries.n - query);
      const part = queries.data.subarray(query * d, (query + count) * d);
      const feeds = { queries: sessions.floats(part, count, 1, d), rows: panel };
      const scores = await sessions.values(session, feeds, 'scores');
      for (let q = 0; q < count; q++) {
        all.set(scores.subarray(q * width, (q + 1) * width), (query + q) * rows.n + row);
      }
    }
  }
  return all;
}
