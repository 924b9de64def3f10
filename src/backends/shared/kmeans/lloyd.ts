import type { KMeansRequest, KMeansResult } from '../../backend.js';
import { assign, type Fit, scoreAll } from './assignment.js';
import { centroidSet } from './centroid-set.js';
import { relativeShift } from './convergence.js';
import { update } from './update.js';

/**
 * Lloyd's iteration (1957, published 1982): assign every row to its nearest centroid, move every centroid to the mean
 * of its rows. The last step is an assignment, so that labels, centroids and inertia belong together.
 */
export async function lloyd<Block>(fit: Fit<Block>, request: KMeansRequest): Promise<KMeansResult> {
  const { rows, geometry, labeller, state, clusters } = fit;
  const { n, d, timeline } = rows;
  const inertias: number[] = [];
  let centroids = centroidSet(request.start.data, d);
  let pairs = 0;
  let converged = false;
  let settled = false;
  while (!settled) {
    pairs += await assign(fit, centroids);
    if (converged || inertias.length === request.maxIterations) break;
    const { data } = centroids;
    const inertia =
      timeline.time('compute', () => geometry.inertia(clusters, data)) ?? (await scoreAll(fit, centroids));
    inertias.push(inertia);
    const updated = await update(fit, centroids);
    centroids = updated.centroids;
    const shift = relativeShift(updated.shifts, inertia, n, geometry);
    converged = shift <= request.tolerance;
    // Where nothing moved, another assignment would say what the last one said.
    settled = shift === 0 && updated.relocated.length === 0;
    labeller.moved(updated.shifts, centroids, updated.relocated);
  }
  const inertia = await scoreAll(fit, centroids);
  return {
    centroids: { k: centroids.k, d, data: centroids.data },
    labels: state.labels,
    inertia,
    inertias: Float64Array.of(...inertias, inertia),
    iterations: inertias.length,
    converged,
    pairs,
  };
}
