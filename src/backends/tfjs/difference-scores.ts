import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Rows } from '../backend.js';
import { joined, rowOperand } from './operands.js';
import type { DifferenceBlock } from './panels.js';
import type { EngineTraits, Tf } from './runtime.js';

/** Negated L1 distances, queries x rows: differences by broadcast, as many queries at once as the budget holds. */
export function differenceScores(
  tf: Tf,
  traits: EngineTraits,
  block: DifferenceBlock,
  queries: Rows,
): Tensor2D {
  const perPanel = block.panels.map(({ tensor }) => tf.tidy(() => panelScores(tf, traits, tensor, queries)));
  return joined(tf, perPanel, 1);
}

function panelScores(tf: Tf, traits: EngineTraits, panel: Tensor2D, queries: Rows): Tensor2D {
  const [rows, d] = panel.shape;
  const fitting = Math.floor(traits.intermediateBytes / (rows * d * Float32Array.BYTES_PER_ELEMENT));
  const most = traits.broadcasts ? Math.max(1, fitting) : 1;
  const parts: Tensor2D[] = [];
  for (let start = 0; start < queries.n; start += most) {
    const count = Math.min(most, queries.n - start);
    const values = queries.data.slice(start * d, (start + count) * d);
    parts.push(tf.tidy(() => negatedSums(tf, differences(tf, traits, panel, values, count))));
  }
  return joined(tf, parts, 0);
}

/** Queries x rows x d. */
function differences(
  tf: Tf,
  traits: EngineTraits,
  panel: Tensor2D,
  values: Float32Array,
  count: number,
): Tensor3D {
  const [rows, d] = panel.shape;
  if (count === 1) return tf.reshape(tf.sub(panel, rowOperand(tf, traits, values, rows)), [1, rows, d]);
  return tf.sub(tf.tensor3d(values, [count, 1, d]), tf.reshape(panel, [1, rows, d]));
}

function negatedSums(tf: Tf, signed: Tensor3D): Tensor2D {
  return tf.neg(tf.sum(tf.abs(signed), 2));
}
