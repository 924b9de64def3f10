import type { Rows } from '../backend.js';

/** The `count` largest scores of each query, largest first, and the rows they are of. */
export interface Best {
  readonly values: Float32Array;
  readonly ids: Int32Array;
}

/** What orders a block's rows for some queries: the nearer the row, the larger the score. */
export interface Scoring {
  /** Row-major `queries * block rows`. */
  scores(): Promise<Float32Array>;
  best(count: number): Promise<Best>;
  /** The least score that one of the k nearest rows of a query may have, given the k-th largest score of that query. */
  least(query: number, kth: number): number;
}

/** For queries few enough that their scores may be held. */
export type ScoringOf = (queries: Rows) => Scoring;
