import { featureCount, inModelOrder, writeFeatures } from './features.js';
import type { ProfileRecord } from './profile-csv.js';

/** Questions and answers of a predictor. */
export interface Samples {
  readonly count: number;
  readonly dimensions: number;
  /** count x dimensions. */
  readonly features: Float32Array;
  /** Milliseconds. */
  readonly targets: Float32Array;
}

const WAYS = 2;

export function samplesOf(records: readonly ProfileRecord[]): Samples {
  const dimensions = featureCount(WAYS);
  const features = new Float32Array(records.length * dimensions);
  for (const [i, { parts }] of records.entries()) {
    writeFeatures(inModelOrder(parts), features.subarray(i * dimensions, (i + 1) * dimensions));
  }
  const targets = Float32Array.from(records, ({ medianMs }) => medianMs);
  return { count: records.length, dimensions, features, targets };
}
