import { type LinearFunction, unscaled } from './linear-function.js';
import type { Samples } from './samples.js';
import { scaled, scaleOf } from './standard-scaler.js';

/**
 * Least squares. The features of models always sum to the number of ways, so that many functions are the best one; a
 * decomposition into singular values takes that of least weights.
 */
export async function fitLinearRegression(samples: Samples): Promise<LinearFunction> {
  const { Matrix, SingularValueDecomposition } = await import('ml-matrix');
  const { count, dimensions, targets } = samples;
  const scale = scaleOf(samples);
  const rows = Matrix.from1DArray(count, dimensions, scaled(samples, scale));
  const mean = targets.reduce((sum, target) => sum + target / count, 0);
  const centred = Matrix.columnVector(Array.from(targets, (target) => target - mean));
  const solved = new SingularValueDecomposition(rows, { autoTranspose: true }).solve(centred);
  return unscaled({ weights: Float64Array.from(solved.to1DArray()), intercept: mean }, scale);
}
