import { featureCount, inModelOrder, writeFeatures } from '../predictor/features.js';
import { BATCH_SIZES, SEQUENCE_LENGTHS, type ZooModel } from '../predictor/model-zoo.js';
import type { PredictionFunction } from '../predictor/predictor.js';
import type { Segments } from '../predictor/segments.js';
import { type QueryPart, segmentsOf } from './query.js';

/** How long parts take that run at once, in milliseconds. */
export type GroupPrediction = (parts: readonly QueryPart[]) => number;

const WAYS = 2;

function predictionOf(
  predict: PredictionFunction,
  arrange: (parts: readonly Segments[]) => readonly Segments[],
): GroupPrediction {
  const features = new Float32Array(featureCount(WAYS));
  return (parts) => {
    writeFeatures(arrange(parts.map(segmentsOf)), features);
    return predict(features);
  };
}

/**
 * As published: slots in the order of urgency, though the predictor learned them in the order of model ids, and a query
 * alone without a second model, which no profile has.
 */
export function predictionByUrgency(predict: PredictionFunction): GroupPrediction {
  return predictionOf(predict, (parts) => parts);
}

/** As the predictor learned it: in the order of model ids, a query alone beside no segments of the pair's other model. */
export function predictionByModel(predict: PredictionFunction, pair: readonly ZooModel[]): GroupPrediction {
  return predictionOf(predict, (parts) => {
    const absent = pair.filter(({ id }) => !parts.some(({ model }) => model === id));
    return inModelOrder([...parts, ...absent.map(noSegments)]);
  });
}

function noSegments({ id, isSequence }: ZooModel): Segments {
  const [batch = 0] = BATCH_SIZES;
  const [sequence = 0] = isSequence ? SEQUENCE_LENGTHS : [];
  return { model: id, start: 0, end: 0, batch, sequence };
}
