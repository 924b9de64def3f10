import type { Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Mlp } from './mlp.js';
import type { Tf } from './tensor-runtime.js';

/** A layer whose weights are being learned: inputs x outputs, and outputs. */
export interface LayerVariables {
  readonly weights: Variable;
  readonly bias: Variable;
}

export function variablesOf(tf: Tf, { layers }: Mlp): LayerVariables[] {
  // A variable keeps a tensor of its own, and outlives the tidy.
  const learned = (values: Float32Array, ...shape: number[]) =>
    tf.tidy(() => tf.variable(tf.tensor(values.slice(), shape)));
  return layers.map(({ inputs, outputs, weights, bias }) => ({
    weights: learned(weights, inputs, outputs),
    bias: learned(bias, outputs),
  }));
}

export async function mlpOf(variables: readonly LayerVariables[]): Promise<Mlp> {
  const layers = variables.map(async ({ weights, bias }) => ({
    inputs: weights.shape[0] ?? 0,
    outputs: weights.shape[1] ?? 0,
    weights: Float32Array.from(await weights.data()),
    bias: Float32Array.from(await bias.data()),
  }));
  return { layers: await Promise.all(layers) };
}

/**
 * One step of stochastic gradient descent on the mean squared error of `rows` (n x d) and `targets` (n x 1). Call it
 * within a tidy. The way back is written out: Node cannot load the library's own gradients, and without its tape a step
 * takes half the calls.
 */
export function gradientStep(
  tf: Tf,
  variables: readonly LayerVariables[],
  rows: Tensor2D,
  targets: Tensor2D,
  rate: number,
): void {
  const inputs: Tensor2D[] = [rows];
  for (const [i, { weights, bias }] of variables.entries()) {
    inputs.push(
      tf.fused.matMul({
        a: inputs[i] ?? rows,
        b: weights as unknown as Tensor2D,
        bias,
        activation: i < variables.length - 1 ? 'relu' : 'linear',
      }) as Tensor2D,
    );
  }
  const predicted = inputs.pop() ?? rows;
  // Of the loss with respect to what a layer gives, times the rate.
  let slope = tf.mul<Tensor2D>(tf.sub(predicted, targets), (2 * rate) / rows.shape[0]);
  for (let i = variables.length - 1; i >= 0; i--) {
    const layer = variables[i];
    const input = inputs[i];
    if (layer === undefined || input === undefined) break;
    const changes = { weights: tf.matMul(input, slope, true, false), bias: tf.sum(slope, 0) };
    if (i > 0) slope = tf.mul(tf.matMul(slope, layer.weights, false, true), tf.step(input));
    layer.weights.assign(tf.sub(layer.weights, changes.weights));
    layer.bias.assign(tf.sub(layer.bias, changes.bias));
  }
}
