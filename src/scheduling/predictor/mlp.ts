import { type DenseLayer, denseForward } from './kernels/forward.js';

/** A multi-layer perceptron: rectified layers, then one that is not. */
export interface Mlp {
  readonly layers: readonly DenseLayer[];
}

/** Neurons of the hidden layers of Abacus's predictor. */
const HIDDEN = [32, 32, 32];

/** Weights and biases uniform within 1 / sqrt(inputs), which is how PyTorch begins. */
export function initialMlp(dimensions: number, uniform: () => number): Mlp {
  const outputs = [...HIDDEN, 1];
  return {
    layers: outputs.map((width, i) => {
      const inputs = outputs[i - 1] ?? dimensions;
      const bound = 1 / Math.sqrt(inputs);
      const draw = (count: number) => Float32Array.from({ length: count }, () => (2 * uniform() - 1) * bound);
      return { inputs, outputs: width, weights: draw(inputs * width), bias: draw(width) };
    }),
  };
}

/** A function of one row of features, which keeps the room that it needs. */
export function mlpFunction({ layers }: Mlp): (features: Float32Array) => number {
  const rooms = layers.map((layer) => new Float32Array(layer.outputs));
  return (features) => {
    let row = features;
    for (const [i, layer] of layers.entries()) {
      const room = rooms[i] ?? new Float32Array(layer.outputs);
      denseForward(layer, row, i < layers.length - 1, room);
      row = room;
    }
    return row[0] ?? Number.NaN;
  };
}
