import type { Request } from '../policy.js';
import type { ZooModel } from '../predictor/model-zoo.js';
import type { Segments } from '../predictor/segments.js';

/** A request for a batch of inputs through one model, which may be run in several parts. */
export interface AbacusQuery extends Request {
  readonly network: ZooModel;
  readonly batch: number;
  /** 0 for models without a sequence. */
  readonly sequence: number;
}

/** Segments `start` to before `end` of a query. */
export interface QueryPart {
  readonly query: AbacusQuery;
  readonly start: number;
  readonly end: number;
}

/** Parts of queries of different models that run on one GPU at once, the most urgent first. It ends when all of them have. */
export interface OverlapGroup {
  readonly parts: readonly QueryPart[];
}

export function segmentsOf({ query, start, end }: QueryPart): Segments {
  return { model: query.network.id, start, end, batch: query.batch, sequence: query.sequence };
}

export function isLastPart({ query, end }: QueryPart): boolean {
  return end === query.network.segments;
}

/** What is left of a query of which `reached` segments were run. */
export function remainder(query: AbacusQuery, reached: number): QueryPart {
  return { query, start: reached, end: query.network.segments };
}
