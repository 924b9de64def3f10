import type { KMeansParameters, KMeansSettings } from '../../../src/suites/kmeans/parameters.js';

export const SETTINGS: KMeansSettings = {
  init: 'kmeans++',
  algorithm: 'lloyd',
  maxIterations: 10,
  tolerance: 1e-4,
  restarts: 1,
  startSeed: 1,
  batchRows: 64,
  cosineMean: 'directions',
};

export const GAUSSIAN = { name: 'gaussian', n: 200, d: 4, queries: 1, seed: 7 };

export function parametersOf(more: Partial<KMeansParameters> = {}): KMeansParameters {
  return { ...SETTINGS, dataset: GAUSSIAN, metric: 'l2', k: 5, largestK: 5, ...more };
}
