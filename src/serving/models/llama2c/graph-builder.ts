import {
  type ConstantSpec,
  modelBytes,
  type NodeSpec,
  type ValueSpec,
} from '../../../backends/shared/onnx-model/model.js';

type Attributes = NonNullable<NodeSpec['attributes']>;

/** Puts an ONNX graph together, node by node. A value is known by its name. */
export class GraphBuilder {
  readonly #nodes: NodeSpec[] = [];
  readonly #constants: ConstantSpec[] = [];

  /** Adds a node with one output. */
  node(
    op: string,
    inputs: readonly string[],
    attributes: Attributes = {},
    output = this.#fresh('v'),
  ): string {
    this.#nodes.push({ op, inputs, outputs: [output], attributes });
    return output;
  }

  floats(data: Float32Array, ...shape: number[]): string {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    return this.#constant({ type: 'float32', shape, data: bytes });
  }

  float(value: number): string {
    return this.floats(Float32Array.of(value));
  }

  integers(...values: number[]): string {
    const data = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.#constant({ type: 'int64', shape: [values.length], data });
  }

  bytes(inputs: readonly ValueSpec[], outputs: readonly ValueSpec[]): Uint8Array {
    return modelBytes({ nodes: this.#nodes, constants: this.#constants, inputs, outputs });
  }

  #constant(spec: Omit<ConstantSpec, 'name'>): string {
    const name = this.#fresh('c');
    this.#constants.push({ name, ...spec });
    return name;
  }

  #fresh(prefix: string): string {
    return `${prefix}${this.#nodes.length}_${this.#constants.length}`;
  }
}
