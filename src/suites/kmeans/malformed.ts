import type { KMeansResult } from '../../backends/backend.js';
import { centroidNorm } from './kernels/recompute.js';
import type { KMeansParameters } from './parameters.js';

/** What of an answer's form is not as it must be, if anything. */
export function malformed(result: KMeansResult, parameters: KMeansParameters): string | undefined {
  const { dataset, k, maxIterations, metric } = parameters;
  const { centroids, labels, inertias, inertia, iterations } = result;
  if (centroids.k !== k || centroids.d !== dataset.d || centroids.data.length !== k * dataset.d) {
    return `expected ${k} x ${dataset.d} centroids, got ${centroids.k} x ${centroids.d}`;
  }
  if (!centroids.data.every(Number.isFinite)) return 'a centroid is not finite';
  if (labels.length !== dataset.n) return `expected ${dataset.n} labels, got ${labels.length}`;
  const stray = labels.findIndex((label) => label < 0 || label >= k);
  if (stray >= 0) return `row ${stray} has label ${labels[stray]}, which is not within 0..${k - 1}`;
  if (iterations > maxIterations) return `took ${iterations} iterations where ${maxIterations} were allowed`;
  if (inertias.length !== iterations + 1 || inertias.at(-1) !== inertia) {
    return `expected ${iterations + 1} inertias that end with ${inertia}, got ${inertias.length}`;
  }
  if (metric === 'cosine') {
    for (let c = 0; c < k; c++) {
      const norm = centroidNorm(centroids.data, c, dataset.d);
      if (norm !== 0 && Math.abs(norm - 1) > 1e-9) return `centroid ${c} has length ${norm} and not 1`;
    }
  }
  return undefined;
}
