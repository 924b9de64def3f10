import { type ErrorQuantiles, errorQuantiles } from './error-quantiles.js';
import type { HyperParameters } from './hyper-parameters.js';
import { type PredictionError, predictionError } from './prediction-error.js';
import { type Predictor, type PredictorKind, predictAll } from './predictor.js';
import type { ProfileRecord } from './profile-csv.js';
import { type Samples, samplesOf } from './samples.js';
import { split } from './split.js';
import { trainPredictor } from './train.js';
import type { TrainingTools } from './train-mlp.js';

/** A predictor, and how well it does with records that it did not see. */
export interface TrainedPredictor {
  readonly predictor: Predictor;
  readonly trainedWith: number;
  readonly testedWith: number;
  readonly error: PredictionError;
  /** With the slots of the two models exchanged, as the released controller of Abacus may ask. */
  readonly swappedError: PredictionError;
  readonly errors: ErrorQuantiles;
}

/**
 * Trains with four fifths of the records and tests with the rest, both drawn by the seed.
 * @throws AbortError of the signal
 */
export async function trainAndTest(
  records: readonly ProfileRecord[],
  kind: PredictorKind,
  parameters: HyperParameters,
  seed: number,
  tools: TrainingTools,
): Promise<TrainedPredictor> {
  const { training, test } = split(records, seed);
  const predictor = await trainPredictor(kind, samplesOf(training), parameters, seed, tools);
  const samples = samplesOf(test);
  const predicted = predictAll(predictor, samples);
  return {
    ...{ predictor, trainedWith: training.length, testedWith: test.length },
    error: predictionError(predicted, samples.targets),
    swappedError: predictionError(predictAll(predictor, swapped(samples)), samples.targets),
    errors: errorQuantiles(predicted, samples.targets),
  };
}

/** The second slot before the first. */
function swapped(samples: Samples): Samples {
  const { count, dimensions } = samples;
  const features = samples.features.slice();
  for (let row = 1; row <= count; row++) {
    const [first, second] = [row * dimensions - 8, row * dimensions - 4];
    features.copyWithin(first, second, row * dimensions);
    features.set(samples.features.subarray(first, second), second);
  }
  return { ...samples, features };
}
