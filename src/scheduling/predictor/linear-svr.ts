import { seededUniform } from '../../stats/random.js';
import { descendOnce, type SvrState } from './kernels/dual-coordinate-descent.js';
import { type LinearFunction, unscaled } from './linear-function.js';
import type { Samples } from './samples.js';
import { shuffled } from './split.js';
import { scaled, scaleOf } from './standard-scaler.js';
import type { TrainingTools } from './train-mlp.js';

/** What scikit-learn's LinearSVR takes, but for the tolerance, which is Abacus's. */
const COST = 1;
const MOST_PASSES = 1000;
const TOLERANCE = 1e-5;

/**
 * Linear support vector regression with the absolute loss on standardised features. The intercept is the weight of a
 * feature that is always 1, and is regularised with the others, as liblinear has it.
 * @throws AbortError of the signal
 */
export async function fitLinearSvr(
  samples: Samples,
  seed: number,
  { signal, progress }: TrainingTools,
): Promise<LinearFunction> {
  const { count, dimensions, targets } = samples;
  const scale = scaleOf(samples);
  const rows = withOnes(scaled(samples, scale), dimensions);
  const width = dimensions + 1;
  const squaredNorms = new Float64Array(count);
  for (const [i, value] of rows.entries()) {
    const row = Math.floor(i / width);
    squaredNorms[row] = (squaredNorms[row] ?? 0) + value * value;
  }
  const state: SvrState = { dual: new Float64Array(count), weights: new Float64Array(width) };
  const uniform = seededUniform(seed);
  let first = 0;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    signal.throwIfAborted();
    await progress(pass, MOST_PASSES);
    const violation = descendOnce(state, rows, targets, squaredNorms, shuffled(count, uniform), COST);
    if (pass === 0) first = violation;
    if (violation <= TOLERANCE * first) break;
  }
  const { weights } = state;
  return unscaled({ weights: weights.slice(0, dimensions), intercept: weights[dimensions] ?? 0 }, scale);
}

function withOnes(rows: Float64Array, dimensions: number): Float64Array {
  const count = rows.length / dimensions;
  const wide = new Float64Array(count * (dimensions + 1)).fill(1);
  for (let i = 0; i < count; i++) {
    wide.set(rows.subarray(i * dimensions, (i + 1) * dimensions), i * (dimensions + 1));
  }
  return wide;
}
