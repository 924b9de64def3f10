import type { EngineIdentity, Rows, Timeline } from '../backend.js';
import type { BlockKernels } from '../shared/block-kernels.js';
import { UnsupportedError } from '../shared/unsupported-error.js';
import { assignRows } from './assign.js';
import { blockOf, framedWidth, type OnnxBlock } from './blocks.js';
import { differenceScoring } from './difference-scoring.js';
import { writeDistances } from './distances.js';
import { type EngineLimits, hostWorkingBytes } from './engine-limits.js';
import { framedQueries, productScoring } from './product-scoring.js';
import { queryParts } from './query-parts.js';
import { rowDistances } from './row-distances.js';
import type { Scoring } from './scoring.js';
import type { Sessions } from './sessions.js';
import { SLACK, topK } from './top-k.js';

const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;
/** The block primitives as graphs of ONNX operators. */
export function onnxKernels(
  sessions: Sessions,
  identity: EngineIdentity,
  limits: EngineLimits,
  timeline: Timeline,
): BlockKernels<OnnxBlock> {
  const scoringOf = (block: OnnxBlock, queries: Rows): Scoring =>
    block.metric === 'l1'
      ? differenceScoring(sessions, limits, block, queries)
      : productScoring(sessions, limits, block, framedQueries(block, queries));
  const partsOf = (block: OnnxBlock, queries: Rows) => queryParts(queries, block.rows.n, limits.scoreBytes);
  const assign = (block: OnnxBlock, centroids: Rows) => {
    if (block.metric === 'l1') throw new UnsupportedError('expected l2 or cosine for K-Means, got l1');
    return assignRows(sessions, timeline, limits, block, centroids);
  };
  return {
    identity,
    maxBlockRows: (d) => Math.max(1, Math.floor(limits.blockBytes / (framedWidth(d, 'l2') * FLOAT_BYTES))),
    memory: {
      place: limits.place,
      // Framed, or packed by the runtime, which without a budget holds a block's rows twice more while it packs them.
      rowBytes: (d, metric) => (metric === 'l1' ? 0 : framedWidth(d, metric) * FLOAT_BYTES),
      workingBytes: hostWorkingBytes(limits),
      capacityBytes: Number.POSITIVE_INFINITY,
    },
    slack: () => SLACK,
    allocate: (length) => new Float32Array(length),
    upload: async (rows, metric) => blockOf(rows, metric),
    topK: (block, queries, k) => {
      const { rows, metric } = block;
      const search = { rows, metric, timeline, scoringOf: (part: Rows) => scoringOf(block, part) };
      return topK(search, partsOf(block, queries), queries.n, k);
    },
    async distances(block, queries) {
      const { n } = block.rows;
      const distances = new Float32Array(queries.n * n);
      for (const part of partsOf(block, queries)) {
        const framed = block.metric === 'l1' ? undefined : framedQueries(block, part);
        const scoring =
          block.metric === 'l1' || framed === undefined
            ? scoringOf(block, part)
            : productScoring(sessions, limits, block, framed);
        const scores = await scoring.scores();
        timeline.time('compute', () => writeDistances(block, framed, scores, distances, part.start * n));
      }
      return distances;
    },
    rowDistances: (x, y, metric) => rowDistances(sessions, timeline, limits, x, y, metric),
    async free(block) {
      if (block.metric === 'l1' || block.session === undefined) return;
      const { session } = block;
      block.session = undefined;
      await sessions.release(session);
    },
    close: () => sessions.close(),
    // On a device the rows would travel with every call: there the centroids do, to rows that stay.
    ...(limits.place === 'host' && { assign: (block, centroids) => assign(block, centroids) }),
  };
}
