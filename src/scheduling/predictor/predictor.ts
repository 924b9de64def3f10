import { type LinearFunction, linearValue } from './linear-function.js';
import { type Mlp, mlpFunction } from './mlp.js';
import type { Samples } from './samples.js';

/** `mlp`: Abacus's; the others are those it is compared with. */
export const PREDICTOR_KINDS = ['mlp', 'linear', 'svr'] as const;
export type PredictorKind = (typeof PREDICTOR_KINDS)[number];

/** What was learned of how long parts of models take at once. */
export type Predictor =
  | { readonly kind: 'mlp'; readonly mlp: Mlp }
  | { readonly kind: 'linear' | 'svr'; readonly linear: LinearFunction };

/** Milliseconds for one row of features. */
export type PredictionFunction = (features: Float32Array) => number;

export function predictionFunction(predictor: Predictor): PredictionFunction {
  if (predictor.kind === 'mlp') return mlpFunction(predictor.mlp);
  return (features) => linearValue(predictor.linear, features);
}

/** A prediction for every sample. */
export function predictAll(predictor: Predictor, { dimensions, count, features }: Samples): Float64Array {
  const predict = predictionFunction(predictor);
  return Float64Array.from({ length: count }, (_, i) =>
    predict(features.subarray(i * dimensions, (i + 1) * dimensions)),
  );
}
