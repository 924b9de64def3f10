import type { Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { gradientStep, mlpOf, variablesOf } from '../../../src/scheduling/predictor/gradient-step.js';
import { initialMlp, type Mlp, mlpFunction } from '../../../src/scheduling/predictor/mlp.js';
import { tensorRuntime } from '../../../src/scheduling/predictor/tensor-runtime.js';
import { seededUniform } from '../../../src/stats/random.js';

const uniform = seededUniform(5);
const DIMENSIONS = 15;
const ROWS = 64;
const rows = Float32Array.from({ length: ROWS * DIMENSIONS }, () => Math.floor(60 * uniform()));
const targets = Float32Array.from({ length: ROWS }, () => 40 * uniform());

const parameterCount = ({ layers }: Mlp) =>
  layers.reduce((sum, { weights, bias }) => sum + weights.length + bias.length, 0);

/** Mean squared error, in double precision but for the rounding of the forward pass. */
function loss(mlp: Mlp): number {
  const predict = mlpFunction(mlp);
  let sum = 0;
  for (const [i, target] of targets.entries()) {
    sum += (predict(rows.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS)) - target) ** 2;
  }
  return sum / ROWS;
}

describe('the perceptron of the predictor', () => {
  it('has 2657, 2785 and 2913 parameters for two, three and four models', () => {
    expect([15, 19, 23].map((count) => parameterCount(initialMlp(count, uniform)))).toEqual([
      2657, 2785, 2913,
    ]);
  });

  it('begins within 1 / sqrt(inputs), the same for the same seed', () => {
    const mlp = initialMlp(DIMENSIONS, seededUniform(1));
    for (const { inputs, weights, bias } of mlp.layers) {
      for (const value of [...weights, ...bias])
        expect(Math.abs(value)).toBeLessThanOrEqual(1 / Math.sqrt(inputs));
    }
    expect(initialMlp(DIMENSIONS, seededUniform(1))).toEqual(mlp);
  });

  it.each([
    ['wasm', 128],
    ['cpu', 8],
  ] as const)('says what TensorFlow.js says (%s)', async (backend, batch) => {
    const tf = await tensorRuntime(batch);
    expect(tf.getBackend()).toBe(backend);
    const mlp = initialMlp(DIMENSIONS, seededUniform(2));
    const variables = variablesOf(tf, mlp);
    const said = tf.tidy(() => {
      const layer = (row: Tensor, { weights, bias }: (typeof variables)[number], i: number) => {
        const sum = tf.add(tf.matMul(row, weights), bias);
        return i < 3 ? tf.relu(sum) : sum;
      };
      return variables.reduce<Tensor>(layer, tf.tensor2d(rows, [ROWS, DIMENSIONS])).dataSync();
    });
    const predict = mlpFunction(mlp);
    for (let i = 0; i < ROWS; i++) {
      const here = predict(rows.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS));
      expect(Math.abs(here - (said[i] ?? Number.NaN))).toBeLessThan(1e-4);
    }
    for (const { weights, bias } of variables) tf.dispose([weights, bias]);
  });

  it('goes down the slope of the squared error', async () => {
    const tf = await tensorRuntime(ROWS);
    const before = initialMlp(DIMENSIONS, seededUniform(3));
    const variables = variablesOf(tf, before);
    const rate = 1e-6;
    tf.tidy(() =>
      gradientStep(
        tf,
        variables,
        tf.tensor2d(rows, [ROWS, DIMENSIONS]),
        tf.tensor2d(targets, [ROWS, 1]),
        rate,
      ),
    );
    const after = await mlpOf(variables);
    for (const { weights, bias } of variables) tf.dispose([weights, bias]);
    // To first order a step of rate r along the gradient g takes r |g|^2 off the loss.
    let change = 0;
    for (const [l, layer] of before.layers.entries()) {
      for (const kind of ['weights', 'bias'] as const) {
        for (const [i, value] of layer[kind].entries()) {
          change += (((after.layers[l]?.[kind][i] ?? Number.NaN) - value) / rate) ** 2 * rate;
        }
      }
    }
    expect((loss(before) - loss(after)) / change).toBeCloseTo(1, 1);
  });
});
