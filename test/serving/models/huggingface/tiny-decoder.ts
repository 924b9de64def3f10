import type { ValueSpec } from '../../../../src/backends/shared/onnx-model/model.js';
import { GraphBuilder } from '../../../../src/serving/models/llama2c/graph-builder.js';
import { seededUniform } from '../../../../src/stats/random.js';
import { withBooleanInput } from './merged-model.js';
import { VOCABULARY } from './tiny-tokenizer.js';

export const DIM = 8;
export const HEADS = 2;
export const LAYERS = 2;
export const CONTEXT = 60;
const HEAD_SIZE = DIM / HEADS;
const MOST = Number.MAX_SAFE_INTEGER;

export interface TinyWeights {
  /** `VOCABULARY * DIM` */
  readonly embedding: Float32Array;
  /** `CONTEXT * DIM` */
  readonly positions: Float32Array;
  /** Of each layer `DIM * DIM`, from row to column. */
  readonly layers: readonly Readonly<Record<'query' | 'key' | 'value' | 'output', Float32Array>>[];
}

export function tinyWeights(seed: number): TinyWeights {
  const uniform = seededUniform(seed);
  const draw = (length: number, scale: number) =>
    Float32Array.from({ length }, () => scale * (2 * uniform() - 1));
  const matrix = () => draw(DIM * DIM, 1);
  return {
    embedding: draw(VOCABULARY * DIM, 1),
    positions: draw(CONTEXT * DIM, 0.7),
    layers: Array.from({ length: LAYERS }, () => ({
      query: matrix(),
      key: matrix(),
      value: matrix(),
      output: matrix(),
    })),
  };
}

export interface TinyDecoderForm {
  /** Positions: given, counted from the mask as in OPT, or from what came before, padding too, as in old GPT-2. */
  readonly positions: 'given' | 'mask' | 'before';
  readonly past: boolean;
  /** Takes `use_cache_branch`: with false caches are passed over, and with true empty ones spoil the scores. */
  readonly merged: boolean;
}

/** A decoder of two layers of attention with learned positions, as exporters lay its inputs and outputs out. */
export function tinyDecoder(weights: TinyWeights, { positions, past, merged }: TinyDecoderForm): Uint8Array {
  const graph = new GraphBuilder();
  const node = graph.node.bind(graph);
  const axis = (i: number) => graph.integers(i);
  const scalar = (value: string) => node('Reshape', [value, graph.integers()]);
  const sizeOf = (value: string, i: number) =>
    node('Slice', [node('Shape', [value]), axis(i), axis(i + 1), axis(0)]);
  const one = graph.integers(1);
  const zero = graph.integers(0);

  const fresh = sizeOf('input_ids', 1);
  const before = past ? sizeOf('past_key_values.0.key', 2) : zero;
  const all = node('Add', [before, fresh]);
  const range = (from: string, to: string) => node('Range', [scalar(from), scalar(to), scalar(one)]);
  const row = node('Unsqueeze', [range(before, all), axis(1)]);
  const causal = node('GreaterOrEqual', [row, range(zero, all)]);
  const counted = node('Unsqueeze', [node('Cast', ['attention_mask'], { to: 9 }), graph.integers(1, 2)]);
  const bias = node('Where', [node('And', [causal, counted]), graph.float(0), graph.float(-1e9)]);

  const fromMask = () => {
    const counts = node('Sub', [node('CumSum', ['attention_mask', scalar(one)]), one]);
    const last = node('Slice', [counts, node('Neg', [fresh]), graph.integers(MOST), axis(1)]);
    return node('Max', [last, zero]);
  };
  const at = { given: () => 'position_ids', mask: fromMask, before: () => range(before, all) }[positions]();
  const table = graph.floats(weights.positions, CONTEXT, DIM);
  const words = node('Gather', [graph.floats(weights.embedding, VOCABULARY, DIM), 'input_ids'], { axis: 0 });
  let x = node('Add', [words, node('Gather', [table, at], { axis: 0 })]);

  const branch = merged ? node('Cast', ['use_cache_branch'], { to: 7 }) : one;
  const splitShape = graph.integers(0, 0, HEADS, HEAD_SIZE);
  const swap = { perm: [0, 2, 1, 3] };
  const split = (value: string) => node('Transpose', [node('Reshape', [value, splitShape])], swap);
  weights.layers.forEach((layer, i) => {
    const times = (value: string, matrix: Float32Array) =>
      node('MatMul', [value, graph.floats(matrix, DIM, DIM)]);
    const grown = (part: 'key' | 'value') => {
      const made = split(times(x, layer[part]));
      const name = `present.${i}.${part}`;
      if (!past) return node('Identity', [made], {}, name);
      const kept = node('Slice', [
        `past_key_values.${i}.${part}`,
        zero,
        node('Mul', [before, branch]),
        axis(2),
      ]);
      return node('Concat', [kept, made], { axis: 2 }, name);
    };
    const key = node('Transpose', [grown('key')], { perm: [0, 1, 3, 2] });
    const scores = node('Div', [
      node('MatMul', [split(times(x, layer.query)), key]),
      graph.float(Math.sqrt(HEAD_SIZE)),
    ]);
    const attention = node('Softmax', [node('Add', [scores, bias])], { axis: 3 });
    const mixed = node('Transpose', [node('MatMul', [attention, grown('value')])], swap);
    const joined = node('Reshape', [mixed, graph.integers(0, 0, DIM)]);
    x = node('Add', [x, times(joined, layer.output)]);
  });
  const turned = node('Transpose', [graph.floats(weights.embedding, VOCABULARY, DIM)], { perm: [1, 0] });
  const spoilt = node('And', [node('Equal', [before, zero]), node('Equal', [branch, one])]);
  const ramp = Float32Array.from({ length: VOCABULARY }, (_, i) => (merged ? 100 * i : 0));
  const spoil = node('Mul', [node('Cast', [spoilt], { to: 1 }), graph.floats(ramp, VOCABULARY)]);
  node('Add', [node('MatMul', [x, turned]), spoil], {}, 'logits');

  const integers = (name: string): ValueSpec => ({ name, type: 'int64', shape: ['batch', `${name} tokens`] });
  const caches = (prefix: string): ValueSpec[] =>
    weights.layers.flatMap((_, i) =>
      ['key', 'value'].map((part): ValueSpec => {
        const shape = ['batch', HEADS, `${prefix} tokens`, HEAD_SIZE];
        return { name: `${prefix}.${i}.${part}`, type: 'float32', shape };
      }),
    );
  const bytes = graph.bytes(
    [
      integers('input_ids'),
      integers('attention_mask'),
      ...(positions === 'given' ? [integers('position_ids')] : []),
      ...(past ? caches('past_key_values') : []),
    ],
    [{ name: 'logits', type: 'float32', shape: ['batch', 'new', VOCABULARY] }, ...caches('present')],
  );
  return merged ? withBooleanInput(bytes, 'use_cache_branch') : bytes;
}
