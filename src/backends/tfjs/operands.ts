import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { EngineTraits, Tf } from './runtime.js';

/** One row as operand of an element-wise op with a `rows`-row matrix: repeated only where the engine broadcasts badly. */
export function rowOperand(tf: Tf, traits: EngineTraits, row: Float32Array, rows: number): Tensor2D {
  const d = row.length;
  if (traits.broadcasts) return tf.tensor2d(row, [1, d]);
  const repeated = new Float32Array(rows * d);
  for (let i = 0; i < rows; i++) repeated.set(row, i * d);
  return tf.tensor2d(repeated, [rows, d]);
}

/** One column as operand of an element-wise op with a `columns`-column matrix. */
export function columnOperand(tf: Tf, traits: EngineTraits, column: Float32Array, columns: number): Tensor2D {
  const rows = column.length;
  if (traits.broadcasts) return tf.tensor2d(column, [rows, 1]);
  const repeated = new Float32Array(rows * columns);
  for (const [i, value] of column.entries()) repeated.fill(value, i * columns, (i + 1) * columns);
  return tf.tensor2d(repeated, [rows, columns]);
}

/** Parts joined along `axis`; a single part is itself. */
export function joined(tf: Tf, parts: readonly Tensor2D[], axis: number): Tensor2D {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : tf.concat([...parts], axis);
}
