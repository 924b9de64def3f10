import { bytesField, type Chunks, integerField, joined, messageField, stringField } from './wire.js';

/** The messages of onnx.proto that a graph of a few operators is made of; field numbers are that file's. */

const IR_VERSION = 8;
const OPSET_VERSION = 13;
/** AttributeProto.AttributeType: INT and INTS */
const INTEGER_ATTRIBUTE = 2;
const INTEGERS_ATTRIBUTE = 7;

/** TensorProto.DataType */
export const ELEMENT_TYPES = { float32: 1, int64: 7 } as const;
export type ElementType = keyof typeof ELEMENT_TYPES;

export interface NodeSpec {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** All attributes used here are integers that are not negative, or lists of them. */
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

/** An input or an output: a size is a number, or a name that stands for any number. */
export interface ValueSpec {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly (number | string)[];
}

/** A constant; `data` holds its elements in the byte order of the format, which is little-endian. */
export interface ConstantSpec {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

export interface GraphSpec {
  readonly nodes: readonly NodeSpec[];
  readonly constants?: readonly ConstantSpec[];
  readonly inputs: readonly ValueSpec[];
  readonly outputs: readonly ValueSpec[];
}

/** The bytes of a model: what an `.onnx` file holds. */
export function modelBytes({ nodes, constants = [], inputs, outputs }: GraphSpec): Uint8Array {
  const graph = [
    ...nodes.flatMap((node) => messageField(1, nodeMessage(node))),
    ...stringField(2, 'graph'),
    ...constants.flatMap((constant) => messageField(5, tensorMessage(constant))),
    ...inputs.flatMap((value) => messageField(11, valueMessage(value))),
    ...outputs.flatMap((value) => messageField(12, valueMessage(value))),
  ];
  const opset = [...stringField(1, ''), ...integerField(2, OPSET_VERSION)];
  return joined([...integerField(1, IR_VERSION), ...messageField(7, graph), ...messageField(8, opset)]);
}

function nodeMessage({ op, inputs, outputs, attributes = {} }: NodeSpec): Chunks {
  return [
    ...inputs.flatMap((name) => stringField(1, name)),
    ...outputs.flatMap((name) => stringField(2, name)),
    ...stringField(4, op),
    ...Object.entries(attributes).flatMap(([name, value]) => messageField(5, attributeMessage(name, value))),
  ];
}

function attributeMessage(name: string, value: number | readonly number[]): Chunks {
  if (typeof value !== 'number') {
    const values = value.flatMap((item) => integerField(8, item));
    return [...stringField(1, name), ...values, ...integerField(20, INTEGERS_ATTRIBUTE)];
  }
  return [...stringField(1, name), ...integerField(3, value), ...integerField(20, INTEGER_ATTRIBUTE)];
}

function tensorMessage({ name, type, shape, data }: ConstantSpec): Chunks {
  return [
    ...shape.flatMap((size) => integerField(1, size)),
    ...integerField(2, ELEMENT_TYPES[type]),
    ...stringField(8, name),
    ...bytesField(9, data),
  ];
}

function valueMessage({ name, type, shape }: ValueSpec): Chunks {
  const dimensions = shape.flatMap((size) =>
    messageField(1, typeof size === 'number' ? integerField(1, size) : stringField(2, size)),
  );
  const tensor = [...integerField(1, ELEMENT_TYPES[type]), ...messageField(2, dimensions)];
  return [...stringField(1, name), ...messageField(2, messageField(1, tensor))];
}
