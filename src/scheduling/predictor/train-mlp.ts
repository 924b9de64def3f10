import { seededUniform } from '../../stats/random.js';
import { gradientStep, mlpOf, variablesOf } from './gradient-step.js';
import type { HyperParameters } from './hyper-parameters.js';
import { initialMlp, type Mlp } from './mlp.js';
import type { Samples } from './samples.js';
import { shuffled } from './split.js';
import { tensorRuntime } from './tensor-runtime.js';

export interface TrainingTools {
  readonly signal: AbortSignal;
  progress(done: number, total: number): Promise<void>;
}

/** Steps between two looks at the signal, some tens of milliseconds. */
const STEPS_AT_A_TIME = 32;

/**
 * Trains the predictor's perceptron by stochastic gradient descent on the mean squared error, every epoch in an order
 * of its own; the rate falls along half a cosine from batch to batch, to 0.
 * @throws AbortError of the signal
 */
export async function trainMlp(
  samples: Samples,
  { rate, epochs, batch }: HyperParameters,
  seed: number,
  { signal, progress }: TrainingTools,
): Promise<Mlp> {
  const tf = await tensorRuntime(batch);
  const uniform = seededUniform(seed);
  const variables = variablesOf(tf, initialMlp(samples.dimensions, uniform));
  const stepsPerEpoch = Math.ceil(samples.count / batch);
  const steps = epochs * stepsPerEpoch;
  try {
    for (let epoch = 0; epoch < epochs; epoch++) {
      const { features, targets } = reordered(samples, shuffled(samples.count, uniform));
      for (let first = 0; first < stepsPerEpoch; first += STEPS_AT_A_TIME) {
        signal.throwIfAborted();
        await progress(epoch * stepsPerEpoch + first, steps);
        for (let step = first; step < Math.min(first + STEPS_AT_A_TIME, stepsPerEpoch); step++) {
          const done = epoch * stepsPerEpoch + step;
          const from = step * batch;
          const rows = Math.min(batch, samples.count - from);
          const { dimensions } = samples;
          tf.tidy(() =>
            gradientStep(
              tf,
              variables,
              tf.tensor2d(features.subarray(from * dimensions, (from + rows) * dimensions), [
                rows,
                dimensions,
              ]),
              tf.tensor2d(targets.subarray(from, from + rows), [rows, 1]),
              0.5 * rate * (1 + Math.cos((Math.PI * done) / steps)),
            ),
          );
        }
      }
    }
    await progress(steps, steps);
    return await mlpOf(variables);
  } finally {
    for (const { weights, bias } of variables) tf.dispose([weights, bias]);
  }
}

function reordered({ count, dimensions, features, targets }: Samples, order: Uint32Array) {
  const rows = new Float32Array(count * dimensions);
  for (const [to, from] of order.entries()) {
    rows.set(features.subarray(from * dimensions, (from + 1) * dimensions), to * dimensions);
  }
  return { features: rows, targets: Float32Array.from(order, (from) => targets[from] ?? Number.NaN) };
}
