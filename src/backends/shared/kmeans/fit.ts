import type { KMeansRequest, KMeansResult } from '../../backend.js';
import type { BlockedRows } from '../blocked-rows.js';
import { NonFiniteError, ShapeError } from '../errors.js';
import { centroidSet } from './centroid-set.js';
import { geometryOf } from './choose-geometry.js';
import { emptyClusters } from './cluster-sums.js';
import { everyRow } from './every-row.js';
import { hamerly } from './hamerly.js';
import { lloyd } from './lloyd.js';
import { miniBatch } from './minibatch.js';
import { newRowState } from './row-state.js';

/**
 * K-Means over the block primitives of any engine. The engine's float distances only ever choose where they cannot
 * err; sums, scores and inertia are float64 in the order of the rows: so the answer depends neither on the engine
 * nor on threads or block size.
 * @throws ShapeError when the start does not fit; UnsupportedError for a metric without K-Means
 */
export async function fitKMeans<Block>(
  rows: BlockedRows<Block>,
  request: KMeansRequest,
): Promise<KMeansResult> {
  const { n, d, metric, kernels, timeline } = rows;
  const geometry = geometryOf(metric, d, kernels.identity.precision, request);
  checkRequest(request, rows);
  const start = { ...request.start, data: geometry.normalised(request.start.data) };
  const normalised = { ...request, start };
  const labelling = { kernels, timeline, geometry };
  const parts = { rows, geometry, state: newRowState(n), clusters: emptyClusters(start.data, d) };
  switch (request.algorithm) {
    case 'lloyd':
      return lloyd({ ...parts, labeller: everyRow(labelling) }, normalised);
    case 'hamerly': {
      const labeller = hamerly(rows, labelling, centroidSet(start.data, d));
      return lloyd({ ...parts, labeller }, normalised);
    }
    case 'minibatch':
      return miniBatch({ ...parts, labeller: everyRow(labelling) }, labelling, normalised);
  }
}

function checkRequest({ start }: KMeansRequest, { n, d }: { readonly n: number; readonly d: number }): void {
  if (start.d !== d) throw new ShapeError(`expected centroids of d = ${d}, got d = ${start.d}`);
  if (start.k < 1 || start.k > n)
    throw new ShapeError(`expected between 1 and ${n} centroids, got ${start.k}`);
  if (start.data.length !== start.k * d) {
    throw new ShapeError(`expected ${start.k} x ${d} floats of centroids, got ${start.data.length}`);
  }
  const at = start.data.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new NonFiniteError(Math.floor(at / d), at % d, start.data[at] ?? Number.NaN);
}
