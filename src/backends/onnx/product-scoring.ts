import type { Rows } from '../backend.js';
import { framedRows, type ProductBlock } from './blocks.js';
import type { EngineLimits } from './engine-limits.js';
import { nearestModel } from './graphs.js';
import {
  type FramedQueries,
  frameQueriesForCosine,
  frameQueriesForDot,
  frameQueriesForL2,
} from './kernels/frame-queries.js';
import { productError } from './rounding.js';
import type { Scoring } from './scoring.js';
import type { Sessions } from './sessions.js';

/**
 * Fewer floats are not worth a session of their own: packing them takes each run microseconds, and an index has
 * thousands of lists.
 */
const FEWEST_CONSTANT_FLOATS = 2 ** 22;

export function framedQueries({ metric, frame }: ProductBlock, { n, d, data }: Rows): FramedQueries {
  switch (metric) {
    case 'l2':
      return frameQueriesForL2(data, n, frame.shift, frame.scale);
    case 'dot':
      return frameQueriesForDot(data, n, d);
    case 'cosine':
      return frameQueriesForCosine(data, n, d);
  }
}

/** Scores by one product of framed queries and framed rows. */
export function productScoring(
  sessions: Sessions,
  limits: EngineLimits,
  block: ProductBlock,
  framed: FramedQueries,
): Scoring {
  const { n } = block.rows;
  const { width } = block.frame;
  const queries = () => sessions.floats(framed.data, framed.own.length, width);
  const rows = () => sessions.floats(framedRows(block), n, width);
  return {
    async scores() {
      if (block.session !== undefined) {
        const feeds = { queries: queries(), count: sessions.count(1) };
        return sessions.values(block.session, feeds, 'scores');
      }
      const feeds = { queries: queries(), rows: rows() };
      return sessions.values(await sessions.shared('scores'), feeds, 'scores');
    },
    async best(count) {
      // A single query reads rows as they are, once, and packed rows are no better for it.
      if (framed.own.length > 1) await takeRows(sessions, limits, block);
      const constant = block.session;
      const session = constant ?? (await sessions.shared('nearest'));
      const inputs = { queries: queries(), count: sessions.count(count) };
      const feeds = constant === undefined ? { ...inputs, rows: rows() } : inputs;
      return sessions.best(session, feeds);
    },
    least: (query, kth) =>
      kth - 2 * productError(block, framed.length[query] ?? Number.NaN, framed.own[query] ?? Number.NaN),
  };
}

/** Makes the rows a session's constant where that pays. */
async function takeRows(sessions: Sessions, limits: EngineLimits, block: ProductBlock): Promise<void> {
  if (block.session !== undefined || limits.constantRows === 'never') return;
  const { n } = block.rows;
  const { width } = block.frame;
  if (n * width < FEWEST_CONSTANT_FLOATS) return;
  block.session = await sessions.create(() => nearestModel({ n, width, data: framedRows(block) }));
  block.framed = undefined;
}
