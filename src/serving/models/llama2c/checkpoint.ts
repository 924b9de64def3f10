import { DataError } from '../../../errors.js';

/** Sizes of a Llama in the format of Karpathy's llama2.c, version 0. */
export interface LlamaShape {
  readonly dim: number;
  /** Width of the feed-forward layer. */
  readonly hidden: number;
  readonly layers: number;
  readonly heads: number;
  /** Values of a head: `dim / heads`. */
  readonly headSize: number;
  readonly vocabulary: number;
  /** Positions the model was trained for: prompt and answer together. */
  readonly context: number;
}

/** Matrices are row-major `out * in`, one after another for the layers. */
export interface LlamaWeights {
  /** `vocabulary * dim`; the output layer too. */
  readonly embedding: Float32Array;
  readonly attentionNorm: readonly Float32Array[];
  readonly query: readonly Float32Array[];
  readonly key: readonly Float32Array[];
  readonly value: readonly Float32Array[];
  readonly output: readonly Float32Array[];
  readonly feedNorm: readonly Float32Array[];
  readonly gate: readonly Float32Array[];
  readonly down: readonly Float32Array[];
  readonly up: readonly Float32Array[];
  readonly finalNorm: Float32Array;
}

export interface LlamaCheckpoint {
  readonly shape: LlamaShape;
  readonly weights: LlamaWeights;
}

const HEADER_INTEGERS = 7;

/**
 * Reads a checkpoint: seven 32-bit integers and then float32, all little-endian.
 * @throws DataError for models whose heads share keys, and whose output layer is not their embedding
 */
export function parseCheckpoint(bytes: Uint8Array): LlamaCheckpoint {
  const buffer = Uint8Array.from(bytes).buffer;
  const [dim = 0, hidden = 0, layers = 0, heads = 0, keyHeads = 0, vocabulary = 0, context = 0] =
    new Int32Array(buffer, 0, HEADER_INTEGERS);
  if (keyHeads !== heads || vocabulary <= 0) {
    throw new DataError(
      'expected a checkpoint with one key per head and a shared output layer',
      'checkpoint',
    );
  }
  let at = HEADER_INTEGERS * 4;
  const take = (length: number): Float32Array => {
    const values = new Float32Array(buffer, at, length);
    at += values.byteLength;
    return values;
  };
  const each = (length: number): Float32Array[] => Array.from({ length: layers }, () => take(length));
  return {
    shape: { dim, hidden, layers, heads, headSize: dim / heads, vocabulary, context },
    // In the order of the file.
    weights: {
      embedding: take(vocabulary * dim),
      attentionNorm: each(dim),
      query: each(dim * dim),
      key: each(dim * dim),
      value: each(dim * dim),
      output: each(dim * dim),
      feedNorm: each(dim),
      gate: each(dim * hidden),
      down: each(hidden * dim),
      up: each(dim * hidden),
      finalNorm: take(dim),
    },
  };
}
