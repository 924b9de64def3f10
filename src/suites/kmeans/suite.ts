import type { Backend, KMeansResult, Timeline } from '../../backends/backend.js';
import { centroidsAt } from '../../backends/shared/kmeans/starts.js';
import { openDataset } from '../../datasets/registry.js';
import type { Cell, CheckReport, Suite, Trial } from '../suite.js';
import { KMEANS_COLUMNS } from './columns.js';
import { fitRequest } from './fit-request.js';
import { ensureOracleFits, loadOracleFits } from './oracle-fit.js';
import { kmeansParameters } from './parameters.js';
import { restartChecker } from './restart-checker.js';
import { kmeansRowOf } from './row.js';
import { ensureStartRows, loadStartRows } from './start-rows.js';

/** The first assignment, a later one, and the last: a whole fit may take minutes. */
const WARM_UP_ITERATIONS = 2;
const NOT_CHECKED: CheckReport = { check: 'none', quality: {} };

/** K-Means from given starts, the vectors already loaded: a timed round is a whole fit. */
export const suite: Suite = {
  name: 'kmeans',
  columns: KMEANS_COLUMNS,

  async prepare(cell, tools) {
    const parameters = kmeansParameters.parse(cell.parameters);
    const dataset = await openDataset(parameters.dataset);
    try {
      await ensureStartRows(parameters, dataset.base, tools);
      if (cell.subject !== 'null') await ensureOracleFits(parameters, dataset.base, tools);
    } finally {
      await dataset.close();
    }
  },

  residentBytes(cell) {
    const { dataset, memoryBytes } = kmeansParameters.parse(cell.parameters);
    // An engine with memory of its own keeps its copy beside the host's.
    return 2 * Math.min(dataset.n * dataset.d * 4, memoryBytes ?? Number.POSITIVE_INFINITY);
  },

  open: openTrial,

  describe(cell) {
    const parameters = kmeansParameters.parse(cell.parameters);
    const { dataset, metric, k, init, algorithm, maxIterations, tolerance, restarts } = parameters;
    const { name, n, d } = dataset;
    const { threads } = cell;
    return { dataset: name, metric, n, d, k, init, algorithm, maxIterations, tolerance, restarts, threads };
  },

  row: kmeansRowOf,
};

async function openTrial(cell: Cell, backend: Backend, timeline: Timeline): Promise<Trial> {
  const parameters = kmeansParameters.parse(cell.parameters);
  const { metric, memoryBytes } = parameters;
  const dataset = await openDataset(parameters.dataset);
  const startRows = await loadStartRows(parameters, dataset.base);
  const starts = await Promise.all(startRows.map((rows) => centroidsAt(dataset.base, rows)));
  const engine = await backend.open({
    threads: cell.threads,
    timeline,
    ...(cell.engine !== undefined && { engine: cell.engine }),
    ...(memoryBytes !== undefined && { memoryBytes }),
  });
  const vectors = await engine.load(dataset.base, metric);
  const check =
    backend.role === 'null'
      ? async () => NOT_CHECKED
      : restartChecker(parameters, dataset.base, await loadOracleFits(parameters, dataset.base));
  return {
    identity: engine.identity,
    async warmUp() {
      for (const start of starts.slice(0, 1)) {
        const request = fitRequest(parameters, start);
        await vectors.kmeans({
          ...request,
          maxIterations: Math.min(WARM_UP_ITERATIONS, request.maxIterations),
        });
      }
    },
    async run() {
      const fits: KMeansResult[] = [];
      for (const start of starts) fits.push(await vectors.kmeans(fitRequest(parameters, start)));
      return { check: () => check(fits) };
    },
    async close() {
      await vectors.free();
      await engine.close();
      await dataset.close();
    },
  };
}
