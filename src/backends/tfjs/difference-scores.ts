import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
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
  const { d } = block;
  const negatedDistances = traits.poolsColumns ? byColumns : byRows;
  const perPanel = block.panels.map(({ tensor, rows }) => {
    const fitting = Math.floor(traits.intermediateBytes / (rows * d * Float32Array.BYTES_PER_ELEMENT));
    const most = traits.broadcasts ? Math.max(1, fitting) : 1;
    const parts: Tensor2D[] = [];
    for (let start = 0; start < queries.n; start += most) {
      const count = Math.min(most, queries.n - start);
      const data = queries.data.slice(start * d, (start + count) * d);
      parts.push(tf.tidy(() => negatedDistances(tf, traits, tensor, { n: count, d, data })));
    }
    return joined(tf, parts, 0);
  });
  return joined(tf, perPanel, 1);
}

/** For a panel of rows x d. */
function byRows(tf: Tf, traits: EngineTraits, panel: Tensor2D, { n, d, data }: Rows): Tensor2D {
  const rows = panel.shape[0];
  const differences =
    n === 1
      ? tf.reshape(tf.sub(panel, rowOperand(tf, traits, data, rows)), [1, rows, d])
      : tf.sub(tf.tensor3d(data, [n, 1, d]), tf.reshape(panel, [1, rows, d]));
  return tf.neg(tf.sum(tf.abs(differences), 2));
}

/** For a panel of d x rows: columns are averaged as one pooling window each. */
function byColumns(tf: Tf, _traits: EngineTraits, panel: Tensor2D, { n, d, data }: Rows): Tensor2D {
  const rows = panel.shape[1];
  const differences = tf.abs(tf.sub(tf.tensor3d(data, [n, d, 1]), tf.reshape(panel, [1, d, rows])));
  const means = tf.avgPool<Tensor4D>(tf.reshape(differences, [n, d, 1, rows]), [d, 1], 1, 'valid');
  return tf.reshape(tf.mul(means, -d), [n, rows]);
}
