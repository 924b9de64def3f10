import { seededUniform } from '../../../../src/stats/random.js';

export const TINY = { dim: 16, hidden: 24, layers: 2, heads: 2, vocabulary: 50, context: 48 };

/** A checkpoint in llama2.c's format whose weights are drawn. */
export function tinyCheckpoint(seed: number): Uint8Array {
  const { dim, hidden, layers, heads, vocabulary, context } = TINY;
  const uniform = seededUniform(seed);
  const matrices = layers * (4 * dim * dim + 3 * dim * hidden);
  const floats = new Float32Array(vocabulary * dim + layers * 2 * dim + matrices + dim);
  for (let i = 0; i < floats.length; i++) floats[i] = 2 * uniform() - 1;
  const header = Int32Array.of(dim, hidden, layers, heads, heads, vocabulary, context);
  return Buffer.concat([Buffer.from(header.buffer), Buffer.from(floats.buffer)]);
}
