import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Rows } from '../backend.js';
import { differenceScores } from './difference-scores.js';
import type { FramedQueries } from './kernels/framed-queries.js';
import { joined } from './operands.js';
import type { ProductBlock, TensorBlock } from './panels.js';
import { framedFor } from './queries.js';
import { differenceError, productError } from './rounding.js';
import type { EngineTraits, Tf } from './runtime.js';

/** What orders a block's rows for some queries: the nearer the row, the larger the score. */
export interface Scoring {
  /** Scores, queries x rows. Call it within a tidy. */
  scores(tf: Tf, traits: EngineTraits): Tensor2D;
  /** How far a score of this query, at least as large as `score`, may lie from its exact value. */
  error(query: number, score: number): number;
}

export function scoring(block: TensorBlock, queries: Rows): Scoring {
  if (block.metric === 'l1') {
    return {
      scores: (tf, traits) => differenceScores(tf, traits, block, queries),
      error: (_query, score) => differenceError(block.d, score),
    };
  }
  const framed = framedFor(block, queries);
  return {
    scores: (tf) => productScores(tf, block, framed),
    error: (query) => productError(block, framed.length[query] ?? 0),
  };
}

export function productScores(tf: Tf, block: ProductBlock, { data, width }: FramedQueries): Tensor2D {
  const left = tf.tensor2d(data, [data.length / width, width]);
  const perPanel = block.panels.map(({ tensor }) => tf.matMul<Tensor2D>(left, tensor));
  return joined(tf, perPanel, 1);
}
