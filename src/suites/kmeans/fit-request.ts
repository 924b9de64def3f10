import type { Centroids, KMeansRequest } from '../../backends/backend.js';
import type { KMeansParameters } from './parameters.js';

/** What a cell asks of its subject, from one start. */
export function fitRequest(parameters: KMeansParameters, start: Centroids): KMeansRequest {
  const { algorithm, maxIterations, tolerance, batchRows, cosineMean } = parameters;
  return { start, algorithm, maxIterations, tolerance, batchRows, cosineMean };
}
