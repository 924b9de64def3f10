import { GraphBuilder } from '../../../../src/serving/models/llama2c/graph-builder.js';
import { seededUniform } from '../../../../src/stats/random.js';
import { withExternalFloats } from './merged-model.js';
import { VOCABULARY } from './tiny-tokenizer.js';

/** Values of a word's vector. */
export const WORD_SIZE = 6;

export function wordVectors(seed: number): Float32Array {
  const uniform = seededUniform(seed);
  return Float32Array.from({ length: VOCABULARY * WORD_SIZE }, () => 2 * uniform() - 1);
}

/**
 * Each word's vector times one more than the mean of all that the mask counts. The words' vectors lie beside the graph,
 * in `model.onnx_data`.
 */
export function tinyEncoder(): Uint8Array {
  const graph = new GraphBuilder();
  const node = graph.node.bind(graph);
  const words = node('Gather', ['words', 'input_ids'], { axis: 0 });
  const counted = node('Unsqueeze', [node('Cast', ['attention_mask'], { to: 1 }), graph.integers(2)]);
  const sum = (value: string) => node('ReduceSum', [value, graph.integers(1)], { keepdims: 1 });
  const mean = node('Div', [sum(node('Mul', [words, counted])), sum(counted)]);
  node('Mul', [words, node('Add', [mean, graph.float(1)])], {}, 'last_hidden_state');
  const integers = (name: string) => ({ name, type: 'int64' as const, shape: ['batch', 'tokens'] });
  const bytes = graph.bytes(
    [integers('input_ids'), integers('attention_mask')],
    [{ name: 'last_hidden_state', type: 'float32', shape: ['batch', 'tokens', WORD_SIZE] }],
  );
  return withExternalFloats(bytes, {
    name: 'words',
    shape: [VOCABULARY, WORD_SIZE],
    file: 'model.onnx_data',
  });
}

/** What the graph and the pooling over it make of a text, from the definition. */
export function plainVector(vectors: Float32Array, tokens: readonly number[]): number[] {
  const rows = tokens.map((token) =>
    Array.from(vectors.subarray(token * WORD_SIZE, (token + 1) * WORD_SIZE)),
  );
  const meanOf = (values: readonly number[][]) =>
    Array.from(
      { length: WORD_SIZE },
      (_, i) => values.reduce((sum, row) => sum + (row[i] ?? 0), 0) / values.length,
    );
  const mean = meanOf(rows);
  const pooled = meanOf(rows.map((row) => row.map((value, i) => value * (1 + (mean[i] ?? 0)))));
  const norm = Math.hypot(...pooled);
  return pooled.map((value) => value / norm);
}
