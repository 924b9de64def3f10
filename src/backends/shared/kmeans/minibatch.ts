import type { KMeansRequest, KMeansResult } from '../../backend.js';
import type { BlockedRows } from '../blocked-rows.js';
import { shiftsOf } from '../kernels/kmeans-shifts.js';
import { type Fit, labelAll, scoreAll } from './assignment.js';
import { type Batch, batchesOf } from './batches.js';
import { type CentroidSet, centroidSet } from './centroid-set.js';
import { isConverged } from './convergence.js';
import { type Labelling, labelRows } from './label-rows.js';
import { relocateToEmpty } from './relocate.js';
import { measuredPart, partOf, type RowState } from './row-state.js';
import { RunningClusters } from './running-clusters.js';

const DEFAULT_BATCH_ROWS = 4096;

/**
 * Mini-batch K-Means (Sculley 2010) over consecutive batches: each row moves its centroid by 1 / count, which is to
 * say to the mean of all rows it was ever given. Batches follow the order of the rows, so that a stream is read once
 * a pass from its beginning to its end. The last step is a full assignment.
 */
export async function miniBatch<Block>(
  fit: Fit<Block>,
  labelling: Labelling<Block>,
  request: KMeansRequest,
): Promise<KMeansResult> {
  const { rows, geometry, state, clusters } = fit;
  const { n, d, timeline } = rows;
  const batchRows = Math.min(request.batchRows ?? DEFAULT_BATCH_ROWS, n);
  const running = new RunningClusters(geometry, clusters, centroidSet(request.start.data, d));
  const inertias: number[] = [];
  let converged = false;
  while (!converged && inertias.length < request.maxIterations) {
    const before = running.centroids.data;
    let inertia = 0;
    for await (const batch of batchesOf(rows, batchRows)) {
      const part = timeline.time('compute', () => measuredPart(state, batch, geometry));
      await labelBatch(rows, labelling, batch, part, running.centroids);
      inertia += timeline.time('compute', () => running.add(batch, part));
    }
    inertias.push(inertia);
    await restartEmpty(fit, running);
    const { centroids } = running;
    const shifts = shiftsOf(before, centroids.data, d);
    converged = isConverged({ shifts, centroids, inertia, n }, request.tolerance, geometry);
  }
  const { centroids } = running;
  const pairs = inertias.length * n * centroids.k + (await labelAll(fit, centroids));
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

async function labelBatch<Block>(
  { d, kernels, timeline, metric }: BlockedRows<Block>,
  labelling: Labelling<Block>,
  batch: Batch,
  state: RowState,
  centroids: CentroidSet,
): Promise<void> {
  const most = kernels.maxBlockRows(d);
  for (let start = 0; start < batch.n; start += most) {
    const n = Math.min(most, batch.n - start);
    const data = batch.data.subarray(start * d, (start + n) * d);
    const { labels, norms } = partOf(state, start, n);
    const block = await timeline.time('load', () => kernels.upload({ n, d, data }, metric));
    try {
      await labelRows(labelling, { block, blockRows: n, data, norms, labels }, centroids);
    } finally {
      await kernels.free(block);
    }
  }
}

/** Clusters that were given no row in a whole pass begin again at the rows that are farthest from their centroids. */
async function restartEmpty<Block>(fit: Fit<Block>, running: RunningClusters): Promise<void> {
  const { rows, geometry, state } = fit;
  const relocated = relocateToEmpty(geometry, state, running.takeCounts());
  if (relocated.length === 0) return;
  for await (const { start, n, d, data } of rows.hosts()) {
    for (const row of relocated) {
      if (row < start || row >= start + n) continue;
      const own = data.subarray((row - start) * d, (row - start + 1) * d);
      rows.timeline.time('compute', () =>
        running.restart({ start: row, n: 1, d, data: own }, partOf(state, row, 1)),
      );
    }
  }
}
