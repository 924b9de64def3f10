import type { Metric } from '../backend.js';
import { type ConstantSpec, modelBytes, type NodeSpec, type ValueSpec } from '../shared/onnx-model/model.js';

/** The graphs that the block primitives are made of, as bytes of ONNX models. */

/** Framed rows, row-major `n * width`. */
export interface FramedRows {
  readonly n: number;
  readonly width: number;
  readonly data: Float32Array;
}

/** The last axis is counted from the first: an encoder of non-negative integers is enough. */
const COLUMNS = 1;

const float = (name: string, ...shape: (number | string)[]): ValueSpec => ({ name, type: 'float32', shape });
const COUNT: ValueSpec = { name: 'count', type: 'int64', shape: [1] };
const BEST: readonly ValueSpec[] = [
  float('best', 'queries', 'kept'),
  { name: 'ids', type: 'int64', shape: ['queries', 'kept'] },
];

function largest(values: string): NodeSpec {
  const attributes = { axis: COLUMNS, largest: 1, sorted: 1 };
  return { op: 'TopK', inputs: [values, 'count'], outputs: ['best', 'ids'], attributes };
}

function product(...inputs: string[]): NodeSpec {
  return { op: 'Gemm', inputs, outputs: ['scores'], attributes: { transB: 1 } };
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function axis(number: number): ConstantSpec {
  const data = new Uint8Array(BigInt64Array.from([BigInt(number)]).buffer);
  return { name: 'axis', type: 'int64', shape: [1], data };
}

/** queries x width, times rows x width transposed: all scores. */
export function scoresModel(): Uint8Array {
  return modelBytes({
    nodes: [product('queries', 'rows')],
    inputs: [float('queries', 'queries', 'width'), float('rows', 'rows', 'width')],
    outputs: [float('scores', 'queries', 'rows')],
  });
}

/**
 * All scores, and the `count` largest of each query with their rows. Rows are an input, or a constant, which
 * ONNX Runtime packs once, as its product likes it, where an input is packed anew by every run.
 */
export function nearestModel(constant?: FramedRows): Uint8Array {
  const width = constant?.width ?? 'width';
  const rows = constant?.n ?? 'rows';
  return modelBytes({
    nodes: [product('queries', 'rows'), largest('scores')],
    constants:
      constant === undefined
        ? []
        : [
            {
              name: 'rows',
              type: 'float32',
              shape: [constant.n, constant.width],
              data: bytesOf(constant.data),
            },
          ],
    inputs: [
      float('queries', 'queries', width),
      ...(constant === undefined ? [float('rows', rows, width)] : []),
      COUNT,
    ],
    outputs: [float('scores', 'queries', rows), ...BEST],
  });
}

/** The `count` largest of each line of scores. */
export function selectModel(): Uint8Array {
  return modelBytes({
    nodes: [largest('scores')],
    inputs: [float('scores', 'queries', 'rows'), COUNT],
    outputs: BEST,
  });
}

/** K-Means' assignment: the `count` best centroids of each row, a score being the product plus the centroid's offset. */
export function assignModel(): Uint8Array {
  return modelBytes({
    nodes: [product('rows', 'centroids', 'offsets'), largest('scores')],
    inputs: [
      float('rows', 'queries', 'width'),
      float('centroids', 'centroids', 'width'),
      float('offsets', 'centroids'),
      COUNT,
    ],
    outputs: BEST,
  });
}

/** Negated L1 distances of queries (queries x 1 x d) to rows (1 x rows x d). */
export function differencesModel(): Uint8Array {
  return modelBytes({
    nodes: [
      { op: 'Sub', inputs: ['queries', 'rows'], outputs: ['differences'] },
      { op: 'Abs', inputs: ['differences'], outputs: ['sizes'] },
      { op: 'ReduceSum', inputs: ['sizes', 'axis'], outputs: ['distances'], attributes: { keepdims: 0 } },
      { op: 'Neg', inputs: ['distances'], outputs: ['scores'] },
    ],
    constants: [axis(2)],
    inputs: [float('queries', 'queries', 1, 'd'), float('rows', 1, 'rows', 'd')],
    outputs: [float('scores', 'queries', 'rows')],
  });
}

/** What the terms of a metric's sum over a pair of vectors are, from `x` and `y`. */
const PAIR_TERMS: Readonly<Record<Exclude<Metric, 'cosine'>, readonly NodeSpec[]>> = {
  l2: [
    { op: 'Sub', inputs: ['x', 'y'], outputs: ['differences'] },
    { op: 'Mul', inputs: ['differences', 'differences'], outputs: ['terms'] },
  ],
  l1: [
    { op: 'Sub', inputs: ['x', 'y'], outputs: ['differences'] },
    { op: 'Abs', inputs: ['differences'], outputs: ['terms'] },
  ],
  dot: [{ op: 'Mul', inputs: ['x', 'y'], outputs: ['terms'] }],
};

/** The sum of a metric's terms for row i of `x` and row i of `y`. */
export function pairsModel(metric: keyof typeof PAIR_TERMS): Uint8Array {
  return modelBytes({
    nodes: [
      ...PAIR_TERMS[metric],
      { op: 'ReduceSum', inputs: ['terms', 'axis'], outputs: ['sums'], attributes: { keepdims: 0 } },
    ],
    constants: [axis(COLUMNS)],
    inputs: [float('x', 'pairs', 'd'), float('y', 'pairs', 'd')],
    outputs: [float('sums', 'pairs')],
  });
}
