import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Rows } from '../backend.js';
import { differenceScores } from './difference-scores.js';
import { columnOperand } from './operands.js';
import type { ProductBlock, TensorBlock } from './panels.js';
import { framedFor } from './queries.js';
import type { EngineTraits, Tf } from './runtime.js';
import { productScores } from './scores.js';

/** Distances of every query to every row of a block, queries x rows. Call it within a tidy. */
export function blockDistances(tf: Tf, traits: EngineTraits, block: TensorBlock, queries: Rows): Tensor2D {
  return block.metric === 'l1'
    ? tf.neg(differenceScores(tf, traits, block, queries))
    : productDistances(tf, traits, block, queries);
}

function productDistances(tf: Tf, traits: EngineTraits, block: ProductBlock, queries: Rows): Tensor2D {
  const framed = framedFor(block, queries);
  const column = (values: Float32Array) => columnOperand(tf, traits, values, block.n);
  const products = productScores(tf, block, framed);
  const values = tf.add(tf.mul(products, column(framed.slope)), column(framed.offset));
  // Rounding can leave a square just below zero.
  if (block.metric === 'l2') return tf.mul(tf.sqrt(tf.relu(values)), 1 / block.frame.scale) as Tensor2D;
  return values as Tensor2D;
}
