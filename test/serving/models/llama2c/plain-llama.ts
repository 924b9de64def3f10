import type { LlamaCheckpoint } from '../../../../src/serving/models/llama2c/checkpoint.js';

/**
 * The likeliest token after `tokens`, and by how much it leads: a Llama computed in float64 from the definition, all
 * positions anew, without batches, padding or caches. It turns pairs by complex multiplication.
 */
export function likeliestNext({ shape, weights }: LlamaCheckpoint, tokens: readonly number[]) {
  const { dim, headSize, heads, layers, vocabulary } = shape;
  const at = <T>(values: ArrayLike<T>, i: number): T => {
    const value = values[i];
    if (value === undefined) throw new RangeError(`no element ${i}`);
    return value;
  };
  const times = (matrix: Float32Array, x: readonly number[]): number[] =>
    Array.from({ length: matrix.length / x.length }, (_, row) =>
      x.reduce((sum, value, i) => sum + at(matrix, row * x.length + i) * value, 0),
    );
  const norm = (x: readonly number[], weight: Float32Array): number[] => {
    const scale = 1 / Math.sqrt(x.reduce((sum, value) => sum + value * value, 0) / dim + 1e-5);
    return x.map((value, i) => value * scale * at(weight, i));
  };
  const turn = (x: readonly number[], position: number): number[] =>
    x.flatMap((value, i) => {
      if (i % 2 === 1) return [];
      const angle = position * 10_000 ** (-(i % headSize) / headSize);
      const other = at(x, i + 1);
      return [
        value * Math.cos(angle) - other * Math.sin(angle),
        value * Math.sin(angle) + other * Math.cos(angle),
      ];
    });
  let rows = tokens.map((token) => Array.from(weights.embedding.subarray(token * dim, (token + 1) * dim)));
  for (let layer = 0; layer < layers; layer++) {
    const seen = rows.map((row) => norm(row, at(weights.attentionNorm, layer)));
    const queries = seen.map((row, i) => turn(times(at(weights.query, layer), row), i));
    const keys = seen.map((row, i) => turn(times(at(weights.key, layer), row), i));
    const values = seen.map((row) => times(at(weights.value, layer), row));
    rows = rows.map((row, i) => {
      const mixed: number[] = [];
      for (let head = 0; head < heads; head++) {
        const slice = (x: readonly number[]) => x.slice(head * headSize, (head + 1) * headSize);
        const powers = keys.slice(0, i + 1).map((key) => {
          const query = slice(at(queries, i));
          return Math.exp(slice(key).reduce((sum, v, j) => sum + v * at(query, j), 0) / Math.sqrt(headSize));
        });
        const total = powers.reduce((sum, power) => sum + power, 0);
        for (let j = 0; j < headSize; j++) {
          mixed.push(
            powers.reduce((sum, power, t) => sum + (power / total) * at(slice(at(values, t)), j), 0),
          );
        }
      }
      return times(at(weights.output, layer), mixed).map((value, j) => value + at(row, j));
    });
    rows = rows.map((row) => {
      const fed = norm(row, at(weights.feedNorm, layer));
      const up = times(at(weights.up, layer), fed);
      const gated = times(at(weights.gate, layer), fed).map((v, j) => (v / (1 + Math.exp(-v))) * at(up, j));
      return times(at(weights.down, layer), gated).map((value, j) => value + at(row, j));
    });
  }
  const last = norm(at(rows, rows.length - 1), weights.finalNorm);
  const logits = times(weights.embedding, last);
  const order = Array.from({ length: vocabulary }, (_, i) => i).sort((a, b) => at(logits, b) - at(logits, a));
  return { token: at(order, 0), lead: at(logits, at(order, 0)) - at(logits, at(order, 1)) };
}
