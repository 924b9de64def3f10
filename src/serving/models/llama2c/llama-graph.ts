import type { ValueSpec } from '../../../backends/shared/onnx-model/model.js';
import type { LlamaCheckpoint } from './checkpoint.js';
import { GraphBuilder } from './graph-builder.js';
import { rotaryTables } from './rotary.js';
import { transposed } from './transposed.js';

const EPSILON = 1e-5;
const LARGEST_INTEGER = Number.MAX_SAFE_INTEGER;

export type CachePart = 'key' | 'value';
export type CacheKind = 'prompt' | 'past' | 'present';
export const cacheName = (kind: CacheKind, layer: number, part: CachePart): string =>
  `${kind}.${layer}.${part}`;

/**
 * A Llama (Touvron et al., 2023) as the bytes of an ONNX model that makes one step: it reads `new` tokens of each row of
 * a batch behind those whose keys and values it is given, and says which token is likeliest to come next. Only the last
 * position of each row goes through the output layer, which is more than half of the model.
 *
 * What is known already comes in two parts, because a session copies what it hands back: `prompt` caches are only read,
 * `past` ones are handed back longer as `present`. The first step has neither, and what is `present` after it is the
 * `prompt` of the others.
 *
 * Inputs: `tokens` and `positions`, int64 `batch * new`; `bias`, float32 `batch * 1 * new * (prompt + past + new)`, added
 * to the scores of attention, 0 where a token is seen and very negative where not; for each layer `prompt.LAYER.PART` and
 * `past.LAYER.PART`, float32, `key` as `batch * heads * headSize * tokens` and `value` as
 * `batch * heads * tokens * headSize`. Outputs: `next`, int64 `batch`; `present.LAYER.PART` of `past` and `new`.
 */
export function llamaGraph({ shape, weights }: LlamaCheckpoint): Uint8Array {
  const { dim, hidden, layers, heads, headSize, vocabulary, context } = shape;
  const graph = new GraphBuilder();
  const node = graph.node.bind(graph);

  const epsilon = graph.float(EPSILON);
  const normed = (x: string, weight: Float32Array): string => {
    const mean = node('ReduceMean', [node('Mul', [x, x])], { axes: [2], keepdims: 1 });
    const scaled = node('Div', [x, node('Sqrt', [node('Add', [mean, epsilon])])]);
    return node('Mul', [scaled, graph.floats(weight, dim)]);
  };
  const linear = (x: string, matrix: Float32Array, into: number, from: number): string =>
    node('MatMul', [x, graph.floats(transposed(matrix, into, from), from, into)]);

  const tables = rotaryTables(context, headSize);
  const headsAxis = graph.integers(1);
  const atPositions = (table: Float32Array): string => {
    const rows = node('Gather', [graph.floats(table, context, headSize), 'positions'], { axis: 0 });
    return node('Unsqueeze', [rows, headsAxis]);
  };
  const cos = atPositions(tables.cos);
  const sin = atPositions(tables.sin);
  const turn = graph.floats(tables.turn, headSize, headSize);
  const turned = (x: string): string =>
    node('Add', [node('Mul', [x, cos]), node('Mul', [node('MatMul', [x, turn]), sin])]);

  const splitShape = graph.integers(0, 0, heads, headSize);
  const joinShape = graph.integers(0, 0, dim);
  const swap = { perm: [0, 2, 1, 3] };
  const split = (x: string): string => node('Transpose', [node('Reshape', [x, splitShape])], swap);
  const flip = { perm: [0, 1, 3, 2] };
  const tokensAxis = graph.integers(3);
  const from = graph.integers(0);
  const end = graph.integers(LARGEST_INTEGER);
  const promptShape = node('Shape', [cacheName('prompt', 0, 'key')]);
  const promptTokens = node('Slice', [promptShape, tokensAxis, graph.integers(4), from]);
  const scale = graph.float(1 / Math.sqrt(headSize));

  const embedding = graph.floats(weights.embedding, vocabulary, dim);
  let x = node('Gather', [embedding, 'tokens'], { axis: 0 });
  for (let layer = 0; layer < layers; layer++) {
    const of = (matrices: readonly Float32Array[]): Float32Array => {
      const matrix = matrices[layer];
      if (matrix === undefined) throw new Error(`expected weights of layer ${layer}`);
      return matrix;
    };
    const seen = normed(x, of(weights.attentionNorm));
    const query = turned(split(linear(seen, of(weights.query), dim, dim)));
    const newKey = turned(split(linear(seen, of(weights.key), dim, dim)));
    const newValue = split(linear(seen, of(weights.value), dim, dim));
    const appended = (part: CachePart, value: string, axis: number): string =>
      node('Concat', [cacheName('past', layer, part), value], { axis }, cacheName('present', layer, part));
    const key = appended('key', node('Transpose', [newKey], flip), 3);
    const value = appended('value', newValue, 2);
    const scores = node(
      'Concat',
      [node('MatMul', [query, cacheName('prompt', layer, 'key')]), node('MatMul', [query, key])],
      { axis: 3 },
    );
    const attention = node('Softmax', [node('Add', [node('Mul', [scores, scale]), 'bias'])], { axis: 3 });
    const toPrompt = node('Slice', [attention, from, promptTokens, tokensAxis]);
    const toRest = node('Slice', [attention, promptTokens, end, tokensAxis]);
    const mixed = node('Add', [
      node('MatMul', [toPrompt, cacheName('prompt', layer, 'value')]),
      node('MatMul', [toRest, value]),
    ]);
    const joined = node('Reshape', [node('Transpose', [mixed], swap), joinShape]);
    x = node('Add', [x, linear(joined, of(weights.output), dim, dim)]);

    const fed = normed(x, of(weights.feedNorm));
    const gate = linear(fed, of(weights.gate), hidden, dim);
    const silu = node('Mul', [gate, node('Sigmoid', [gate])]);
    const up = linear(fed, of(weights.up), hidden, dim);
    x = node('Add', [x, linear(node('Mul', [silu, up]), of(weights.down), dim, hidden)]);
  }
  const last = node('Slice', [x, graph.integers(-1), end, headsAxis]);
  const ends = node('Reshape', [normed(last, weights.finalNorm), graph.integers(-1, dim)]);
  const logits = node('Gemm', [ends, embedding], { transB: 1 });
  node('ArgMax', [logits], { axis: 1, keepdims: 0 }, 'next');
  return graph.bytes(inputsOf(layers, heads, headSize), outputsOf(layers, heads, headSize));
}

function inputsOf(layers: number, heads: number, headSize: number): ValueSpec[] {
  return [
    { name: 'tokens', type: 'int64', shape: ['batch', 'new'] },
    { name: 'positions', type: 'int64', shape: ['batch', 'new'] },
    { name: 'bias', type: 'float32', shape: ['batch', 1, 'new', 'all'] },
    ...caches('prompt', layers, heads, headSize),
    ...caches('past', layers, heads, headSize),
  ];
}

function outputsOf(layers: number, heads: number, headSize: number): ValueSpec[] {
  return [{ name: 'next', type: 'int64', shape: ['batch'] }, ...caches('present', layers, heads, headSize)];
}

function caches(kind: CacheKind, layers: number, heads: number, headSize: number): ValueSpec[] {
  return Array.from({ length: layers }, (_, layer): ValueSpec[] => [
    { name: cacheName(kind, layer, 'key'), type: 'float32', shape: ['batch', heads, headSize, kind] },
    { name: cacheName(kind, layer, 'value'), type: 'float32', shape: ['batch', heads, kind, headSize] },
  ]).flat();
}
