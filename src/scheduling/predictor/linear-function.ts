import type { Scale } from './standard-scaler.js';

/** A weighted sum of features and a constant, in milliseconds. */
export interface LinearFunction {
  readonly weights: Float64Array;
  readonly intercept: number;
}

/** What a function of scaled features is as one of features as they come. */
export function unscaled(
  { weights, intercept }: LinearFunction,
  { means, deviations }: Scale,
): LinearFunction {
  const raw = weights.map((weight, i) => weight / (deviations[i] ?? 1));
  return {
    weights: raw,
    intercept: raw.reduce((sum, weight, i) => sum - weight * (means[i] ?? 0), intercept),
  };
}

export function linearValue({ weights, intercept }: LinearFunction, features: Float32Array): number {
  return weights.reduce((sum, weight, i) => sum + weight * (features[i] ?? 0), intercept);
}
