import { describe, expect, it } from 'vitest';
import { predictionError } from '../../../src/scheduling/predictor/prediction-error.js';
import { predictAll } from '../../../src/scheduling/predictor/predictor.js';
import type { Samples } from '../../../src/scheduling/predictor/samples.js';
import { trainMlp } from '../../../src/scheduling/predictor/train-mlp.js';
import { seededUniform } from '../../../src/stats/random.js';

/** 5 ms, and 10 ms more for the larger of two features: no linear function says that. */
function kinked(count: number, seed: number): Samples {
  const uniform = seededUniform(seed);
  const features = Float32Array.from({ length: 2 * count }, () => 2 * uniform() - 1);
  const targets = Float32Array.from(
    { length: count },
    (_, i) => 15 + 10 * Math.max(features[2 * i] ?? 0, features[2 * i + 1] ?? 0),
  );
  return { count, dimensions: 2, features, targets };
}

const TOOLS = { signal: new AbortController().signal, progress: async () => {} };
const PARAMETERS = { rate: 0.02, epochs: 40, batch: 32 };

describe('training the perceptron', () => {
  it('learns a function that is not linear', async () => {
    const mlp = await trainMlp(kinked(800, 1), PARAMETERS, 0, TOOLS);
    const fresh = kinked(200, 2);
    const { meanRelative } = predictionError(predictAll({ kind: 'mlp', mlp }, fresh), fresh.targets);
    expect(meanRelative).toBeLessThan(0.05);
  });

  it('comes out the same for the same seed', async () => {
    const once = await trainMlp(kinked(100, 1), { ...PARAMETERS, epochs: 2 }, 7, TOOLS);
    expect(await trainMlp(kinked(100, 1), { ...PARAMETERS, epochs: 2 }, 7, TOOLS)).toEqual(once);
    expect(await trainMlp(kinked(100, 1), { ...PARAMETERS, epochs: 2 }, 8, TOOLS)).not.toEqual(once);
  });

  it('tells how far it is, and ends when asked to', async () => {
    const told: number[] = [];
    const controller = new AbortController();
    const tools = {
      signal: controller.signal,
      async progress(done: number, total: number) {
        expect(total).toBe(40 * 25);
        told.push(done);
        if (done > 100) controller.abort();
      },
    };
    await expect(trainMlp(kinked(800, 1), PARAMETERS, 0, tools)).rejects.toThrow(controller.signal.reason);
    expect(told.length).toBeGreaterThan(3);
    expect(told.at(-1)).toBeLessThan(200);
  });

  it('leaves no tensor behind', async () => {
    const tf = await import('@tensorflow/tfjs-core');
    await trainMlp(kinked(64, 1), { ...PARAMETERS, epochs: 1 }, 0, TOOLS);
    const { numTensors } = tf.memory();
    await trainMlp(kinked(64, 1), { ...PARAMETERS, epochs: 1 }, 0, TOOLS);
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
