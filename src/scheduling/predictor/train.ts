import type { HyperParameters } from './hyper-parameters.js';
import { fitLinearRegression } from './linear-regression.js';
import { fitLinearSvr } from './linear-svr.js';
import type { Predictor, PredictorKind } from './predictor.js';
import type { Samples } from './samples.js';
import { type TrainingTools, trainMlp } from './train-mlp.js';

/** Learns from samples; the hyper-parameters are those of the perceptron. */
export async function trainPredictor(
  kind: PredictorKind,
  samples: Samples,
  parameters: HyperParameters,
  seed: number,
  tools: TrainingTools,
): Promise<Predictor> {
  switch (kind) {
    case 'mlp':
      return { kind, mlp: await trainMlp(samples, parameters, seed, tools) };
    case 'linear':
      return { kind, linear: await fitLinearRegression(samples) };
    case 'svr':
      return { kind, linear: await fitLinearSvr(samples, seed, tools) };
  }
}
