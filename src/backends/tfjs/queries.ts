import type { Rows } from '../backend.js';
import {
  type FramedQueries,
  frameCosineQueries,
  frameDotQueries,
  frameL2Queries,
} from './kernels/framed-queries.js';
import type { ProductBlock } from './panels.js';

const FRAME_QUERIES = { l2: frameL2Queries, cosine: frameCosineQueries, dot: frameDotQueries } as const;

export function framedFor(block: ProductBlock, queries: Rows): FramedQueries {
  return FRAME_QUERIES[block.metric](queries.data, queries.n, block.frame);
}

/** Queries in parts of which each has at most `bytes` of scores against `rows` rows. */
export function* queryParts(
  queries: Rows,
  rows: number,
  bytes: number,
): Generator<Rows & { readonly start: number }> {
  const { n, d, data } = queries;
  const most = Math.max(1, Math.floor(bytes / (rows * Float32Array.BYTES_PER_ELEMENT)));
  for (let start = 0; start < n; start += most) {
    const count = Math.min(most, n - start);
    yield { start, n: count, d, data: data.subarray(start * d, (start + count) * d) };
  }
}
