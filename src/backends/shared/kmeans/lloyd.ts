import type { KMeansRequest, KMeansResult } from '../../backend.js';
import { total } from '../kernels/kmeans-centres.js';
import { assignAgain, assignFirst, type Fit, scoreAll } from './assignment.js';
import { type CentroidSet, centroidSet } from './centroid-set.js';
import { isConverged } from './convergence.js';
import { update } from './update.js';

/**
 * Lloyd's iteration (1957, published 1982): assign every row to its nearest centroid, move every centroid to the mean
 * of its rows. The last step is an assignment, so that labels, centroids and inertia belong together.
 */
export async function lloyd<Block>(fit: Fit<Block>, request: KMeansRequest): Promise<KMeansResult> {
  const { rows, geometry, labeller, state } = fit;
  const { n, d, timeline } = rows;
  let centroids = centroidSet(request.start.data, d);
  let pairs = await assignFirst(fit, centroids);
  const first = timeline.time('compute', () => total(state.scores));
  const inertias: number[] = [];
  const inertiaOf = inertiaFromSums(fit, centroids, first);
  let converged = false;
  while (!converged && inertias.length < request.maxIterations) {
    const inertia = inertias.length === 0 ? first : await inertiaOf(centroids);
    inertias.push(inertia);
    const updated = await update(fit, centroids);
    centroids = updated.centroids;
    converged = isConverged({ ...updated, inertia, n }, request.tolerance, geometry);
    // Where nothing moved, another assignment would say what the last one said.
    if (updated.relocated.length === 0 && updated.shifts.every((shift) => shift === 0)) break;
    labeller.moved(updated.shifts, centroids, updated.relocated);
    pairs += await assignAgain(fit, centroids);
  }
  const inertia = inertias.length === 0 ? first : await scoreAll(fit, centroids);
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

/** Later inertias from the first one and the clusters' sums, without another look at the rows where that can be. */
function inertiaFromSums<Block>(fit: Fit<Block>, start: CentroidSet, first: number) {
  const { rows, geometry, clusters } = fit;
  const explained = (centroids: CentroidSet) =>
    rows.timeline.time('compute', () => geometry.explained(clusters, centroids.data));
  const atStart = explained(start);
  return async (centroids: CentroidSet): Promise<number> => {
    const now = explained(centroids);
    if (atStart === undefined || now === undefined) return scoreAll(fit, centroids);
    return Math.max(0, first + atStart - now);
  };
}
