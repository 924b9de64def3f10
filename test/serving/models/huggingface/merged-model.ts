import {
  integerField,
  joined,
  messageField,
  stringField,
} from '../../../../src/backends/shared/onnx-model/wire.js';

/**
 * More of a model than the writer knows. Two messages of Protocol Buffers one after another are one message, in which
 * lists go on: fields 11 (inputs) and 5 (constants) of the graph, which is field 7.
 */
function withMore(model: Uint8Array, graph: readonly Uint8Array[]): Uint8Array {
  return joined([model, ...messageField(7, graph)]);
}

/** Adds an input of one boolean. */
export function withBooleanInput(model: Uint8Array, name: string): Uint8Array {
  const BOOL = 9;
  const shape = messageField(1, integerField(1, 1));
  const tensor = [...integerField(1, BOOL), ...messageField(2, shape)];
  return withMore(
    model,
    messageField(11, [...stringField(1, name), ...messageField(2, messageField(1, tensor))]),
  );
}

/** Adds a constant of float32 whose data lie in a file beside the model. */
export function withExternalFloats(
  model: Uint8Array,
  { name, shape, file }: { readonly name: string; readonly shape: readonly number[]; readonly file: string },
): Uint8Array {
  const FLOAT = 1;
  const EXTERNAL = 1;
  const location = [...stringField(1, 'location'), ...stringField(2, file)];
  return withMore(
    model,
    messageField(5, [
      ...shape.flatMap((size) => integerField(1, size)),
      ...integerField(2, FLOAT),
      ...stringField(8, name),
      ...messageField(13, location),
      ...integerField(14, EXTERNAL),
    ]),
  );
}
