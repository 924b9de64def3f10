import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { DataError } from '../../../../errors.js';
import { integerTensor } from '../../onnx/integer-tensor.js';
import type { Ort } from '../../onnx/runtime.js';
import type { CachePort, DecoderPorts } from './decoder-graph.js';

/** Keys and values of all rows so far, by the names under which the next pass takes them. */
export type Caches = Readonly<Record<string, Tensor>>;

export interface DecoderPass {
  readonly rows: number;
  /** Row-major `rows * new`, as are `positions`. */
  readonly tokens: readonly number[];
  readonly positions: readonly number[];
  /** Row-major `rows * all`: 1 for a token, 0 for padding. */
  readonly mask: readonly number[];
}

export interface DecoderGraph {
  readonly session: InferenceSession;
  readonly ports: DecoderPorts;
}

export interface Decoder {
  /** @returns the likeliest token after each row, and the caches for the pass that follows */
  pass(
    input: DecoderPass,
    caches: Caches | undefined,
  ): Promise<{ readonly next: number[]; readonly caches: Caches }>;
  close(): Promise<void>;
}

/**
 * A decoder over one graph that does every pass, or over one for the first and another for the further ones. The first
 * takes empty caches where it takes any.
 * @throws DataError when there is no graph that goes on from caches
 */
export function makeDecoder(ort: Ort, first: DecoderGraph, further: DecoderGraph): Decoder {
  const { caches: ports } = further.ports;
  if (ports.length === 0) {
    throw new DataError(
      'expected a decoder that goes on from past_key_values (decoder_model_merged, or decoder_with_past_model beside ' +
        'decoder_model); got one that reads everything anew for each token',
      'model-folder',
    );
  }
  const emptyCaches = (rows: number): Caches =>
    Object.fromEntries(
      first.ports.caches.map(({ past, heads, headSize }) => [
        past,
        new ort.Tensor('float32', new Float32Array(0), [rows, heads, 0, headSize]),
      ]),
    );
  return {
    async pass({ rows, tokens, positions, mask }, caches) {
      const { session, ports: takes } = caches === undefined ? first : further;
      const integers = (values: readonly number[]): Tensor =>
        integerTensor(ort, values, [rows, values.length / rows]);
      const output = await session.run({
        input_ids: integers(tokens),
        ...(takes.takesMask && { attention_mask: integers(mask) }),
        ...(takes.takesPositions && { position_ids: integers(positions) }),
        ...(takes.takesBranch && {
          use_cache_branch: new ort.Tensor('bool', Uint8Array.of(caches === undefined ? 0 : 1), [1]),
        }),
        ...(caches ?? emptyCaches(rows)),
      });
      return { next: likeliest(output.logits, rows), caches: handedBack(output, ports) };
    },
    async close() {
      await first.session.release();
      if (further !== first) await further.session.release();
    },
  };
}

function handedBack(output: InferenceSession.OnnxValueMapType, ports: readonly CachePort[]): Caches {
  return Object.fromEntries(
    ports.map(({ past, present }) => {
      const kept = output[present];
      if (kept === undefined) throw new Error(`expected ${present} of every pass`);
      return [past, kept];
    }),
  );
}

/** Of each row the token with the highest score at its last place, the first of several. */
function likeliest(logits: Tensor | undefined, rows: number): number[] {
  const data = logits?.data;
  const vocabulary = logits?.dims.at(-1) ?? 0;
  if (!(data instanceof Float32Array)) throw new Error('expected logits in float32');
  return Array.from({ length: rows }, (_, row) => {
    const end = ((row + 1) * data.length) / rows;
    return indexOfMost(data.subarray(end - vocabulary, end));
  });
}

function indexOfMost(scores: Float32Array): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] ?? most;
    if (score > most) {
      best = i;
      most = score;
    }
  }
  return best;
}
