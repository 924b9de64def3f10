import type { Backend, Neighbours, Rows, Timeline, VectorSource } from '../../backends/backend.js';
import type { Dataset } from '../../datasets/dataset.js';
import { openDataset } from '../../datasets/registry.js';
import type { Cell, CheckReport, Suite, Trial } from '../suite.js';
import { checkExact } from './check.js';
import { KNN_COLUMNS } from './columns.js';
import { type KnnParameters, knnParameters } from './parameters.js';
import { knnRowOf } from './row.js';
import { ensureTruth, loadTruth } from './truth.js';

const NOT_CHECKED: CheckReport = { check: 'none', quality: {} };

/** Exact k nearest neighbours of a batch of queries, the vectors already loaded. */
export const suite: Suite = {
  name: 'knn',
  columns: KNN_COLUMNS,

  async prepare(cell, tools) {
    if (cell.subject !== 'null') await ensureTruth(knnParameters.parse(cell.parameters), tools);
  },

  residentBytes(cell) {
    const { dataset, memoryBytes } = knnParameters.parse(cell.parameters);
    // An engine with memory of its own keeps its copy beside the host's.
    return 2 * Math.min(dataset.n * dataset.d * 4, memoryBytes ?? Number.POSITIVE_INFINITY);
  },

  open: openTrial,

  describe(cell) {
    const { dataset, metric, k, precision } = knnParameters.parse(cell.parameters);
    const { name, n, d, queries } = dataset;
    return { dataset: name, metric, n, d, queries, k, threads: cell.threads, precision };
  },

  row: knnRowOf,
};

async function openTrial(cell: Cell, backend: Backend, timeline: Timeline): Promise<Trial> {
  const parameters = knnParameters.parse(cell.parameters);
  const { metric, k, memoryBytes, precision } = parameters;
  const dataset = await openDataset(parameters.dataset);
  const queries = await readAll(dataset.queries);
  const engine = await backend.open({
    threads: cell.threads,
    precision,
    timeline,
    ...(cell.engine !== undefined && { engine: cell.engine }),
    ...(memoryBytes !== undefined && { memoryBytes }),
  });
  const vectors = await engine.load(dataset.base, metric);
  const check =
    backend.role === 'null'
      ? async () => NOT_CHECKED
      : await checkerOf(parameters, dataset, queries, engine.identity.precision);
  return {
    identity: engine.identity,
    async run() {
      const answer = await vectors.knn(queries, k);
      return { check: async () => withReranked(await check(answer), answer, dataset.base.n) };
    },
    async close() {
      await vectors.free();
      await engine.close();
      await dataset.close();
    },
  };
}

/** Adds, of a certified search, the share of all pairs that it measured from the vectors. */
function withReranked(report: CheckReport, { reranked, queries }: Neighbours, n: number): CheckReport {
  if (reranked === undefined) return report;
  return { ...report, quality: { ...report.quality, rerankedShare: reranked / (queries * n) } };
}

async function readAll(source: VectorSource): Promise<Rows> {
  const data = new Float32Array(source.n * source.d);
  await source.read(0, source.n, data);
  return { n: source.n, d: source.d, data };
}

/** Checks every round's answer; one equal to the last that was checked in full has that one's report. */
async function checkerOf(
  parameters: KnnParameters,
  dataset: Dataset,
  queries: Rows,
  precision: Trial['identity']['precision'],
): Promise<(answer: Neighbours) => Promise<CheckReport>> {
  const { base } = dataset;
  const { metric, withNeighbours } = parameters;
  const truth = await loadTruth(parameters, dataset);
  let last: { answer: Neighbours; report: CheckReport } | undefined;
  return async (answer) => {
    if (last !== undefined && sameAnswer(last.answer, answer)) return last.report;
    const checked = await checkExact(answer, { base, queries, metric, precision, truth });
    const report = withNeighbours
      ? { ...checked, neighbours: Array.from(answer.ids.subarray(0, answer.k)) }
      : checked;
    last = { answer, report };
    return report;
  };
}

function sameAnswer(a: Neighbours, b: Neighbours): boolean {
  return (
    a.queries === b.queries &&
    a.k === b.k &&
    a.ids.every((id, i) => id === b.ids[i]) &&
    a.distances.every((distance, i) => distance === b.distances[i])
  );
}
