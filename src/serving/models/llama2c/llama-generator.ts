import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Generator } from '../../pipeline/generator.js';
import { integerTensor } from '../onnx/integer-tensor.js';
import { lastPositions, leftPadded } from '../onnx/left-padding.js';
import type { Ort } from '../onnx/runtime.js';
import { promptBias, stepBias } from './attention-bias.js';
import type { LlamaShape } from './checkpoint.js';
import { type CacheKind, cacheName } from './llama-graph.js';
import { BEGIN, END } from './tokenizer-json.js';

export interface Tokens {
  encode(text: string): number[];
  decode(tokens: number[]): string;
}

export interface LlamaGeneratorOptions {
  readonly identity: string;
  readonly ort: Ort;
  readonly session: InferenceSession;
  readonly shape: Pick<LlamaShape, 'layers' | 'heads' | 'headSize' | 'context'>;
  readonly tokens: Tokens;
}

/**
 * Greedy generation of a whole batch: one pass over the padded prompts, and one for each further token over the keys and
 * values kept from before. Rows do not see one another, and what pads them has no weight: texts differ from those made
 * alone only where the two likeliest tokens are equally likely to the last bits of float32.
 *
 * Of a prompt that is longer than the model reads, the end counts, which is where the question asks to be answered.
 */
export function llamaGenerator(options: LlamaGeneratorOptions): Generator {
  const { identity, ort, session, shape, tokens } = options;
  const { layers, heads, headSize, context } = shape;

  const emptyCaches = (kind: CacheKind, rows: number): Record<string, Tensor> => {
    const empty = (...shape: number[]) =>
      new ort.Tensor('float32', new Float32Array(0), [rows, heads, ...shape]);
    const entries = Array.from({ length: layers }, (_, layer) => [
      [cacheName(kind, layer, 'key'), empty(headSize, 0)] as const,
      [cacheName(kind, layer, 'value'), empty(0, headSize)] as const,
    ]);
    return Object.fromEntries(entries.flat());
  };

  return {
    identity,
    async generate(prompts, maxTokens, signal) {
      const longest = context - maxTokens;
      const layout = leftPadded(
        prompts.map((prompt) => [BEGIN, ...tokens.encode(prompt).slice(1 - longest)]),
      );
      const { rows, length } = layout;
      const made: number[][] = prompts.map(() => []);
      const ended = new Set<number>();
      let feeds: Record<string, Tensor> = {
        tokens: integerTensor(ort, layout.tokens, [rows, length]),
        positions: integerTensor(ort, layout.positions, [rows, length]),
        bias: new ort.Tensor('float32', promptBias(layout), [rows, 1, length, length]),
        ...emptyCaches('prompt', rows),
        ...emptyCaches('past', rows),
      };
      let prompt: Record<string, Tensor> | undefined;
      for (let step = 0; ; step++) {
        signal.throwIfAborted();
        const output = await session.run(feeds);
        const next = nextTokens(output);
        next.forEach((token, row) => {
          if (token === END || token === BEGIN) ended.add(row);
          if (!ended.has(row)) made[row]?.push(token);
        });
        if (ended.size === rows || step + 1 === maxTokens) break;
        const all = length + step + 1;
        const past = prompt === undefined ? emptyCaches('past', rows) : presentAs('past', output, layers);
        prompt ??= presentAs('prompt', output, layers);
        feeds = {
          tokens: integerTensor(ort, next, [rows, 1]),
          positions: integerTensor(ort, lastPositions(layout, all), [rows, 1]),
          bias: new ort.Tensor('float32', stepBias(layout, all), [rows, 1, 1, all]),
          ...prompt,
          ...past,
        };
      }
      return made.map((row) => tokens.decode(row));
    },
    close: () => session.release(),
  };
}

function nextTokens({ next }: InferenceSession.OnnxValueMapType): number[] {
  if (!(next?.data instanceof BigInt64Array)) throw new Error('expected next tokens as int64');
  return Array.from(next.data, Number);
}

/** What a step handed back, under the names by which the next one takes it. */
function presentAs(
  kind: CacheKind,
  output: InferenceSession.OnnxValueMapType,
  layers: number,
): Record<string, Tensor> {
  const caches: Record<string, Tensor> = {};
  for (let layer = 0; layer < layers; layer++) {
    for (const part of ['key', 'value'] as const) {
      const present = output[cacheName('present', layer, part)];
      if (present === undefined) throw new Error(`expected keys and values of layer ${layer}`);
      caches[cacheName(kind, layer, part)] = present;
    }
  }
  return caches;
}
