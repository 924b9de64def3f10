import type { Backend, IndexAnswer, Rows, Timeline, VectorSource } from '../../backends/backend.js';
import { openDataset } from '../../datasets/registry.js';
import { ensureTruth, loadTruth } from '../knn/truth.js';
import type { Cell, CheckReport, Suite, Trial } from '../suite.js';
import { checkApproximate } from './check.js';
import { ANN_COLUMNS } from './columns.js';
import { contrastOf, ensureContrast } from './contrast.js';
import { ensureIndex, openIndex } from './kept-index.js';
import { annParameters, effortOf } from './parameters.js';
import { annQuestion, annRowOf } from './row.js';
import { noteSaturation, refuseSaturated, type Saturation } from './saturation.js';

/** Queries put one at a time after each round: enough for a 99th percentile. */
const MOST_SINGLES = 200;
/** Single queries before the first that is timed: their shapes compile, and the engine's own code gets warm. */
const WARM_UP_SINGLES = 3;

/** Approximate nearest neighbours by an index: how many are found, how fast, and what the index costs. */
export const suite: Suite = {
  name: 'ann',
  columns: ANN_COLUMNS,

  async prepare(cell, tools) {
    const parameters = annParameters.parse(cell.parameters);
    await ensureTruth(parameters, tools);
    await ensureContrast(parameters, tools);
    await ensureIndex(cell, tools);
  },

  residentBytes(cell) {
    const { dataset, build } = annParameters.parse(cell.parameters);
    const links = build.kind === 'hnsw' ? 2 * build.m * 8 : 0;
    // An engine with memory of its own keeps its copy beside the host's.
    return dataset.n * ((build.kind === 'ivf' ? 2 : 1) * dataset.d * 4 + links);
  },

  open: openTrial,

  describe(cell) {
    const { question, index } = annQuestion(annParameters.parse(cell.parameters));
    return { ...question, threads: cell.threads, ...index };
  },

  row: annRowOf,
};

async function openTrial(cell: Cell, backend: Backend, timeline: Timeline): Promise<Trial> {
  const parameters = annParameters.parse(cell.parameters);
  const { metric, k, search } = parameters;
  const dataset = await openDataset(parameters.dataset);
  const queries = await readAll(dataset.queries);
  const engine = await backend.open({
    threads: cell.threads,
    timeline,
    ...(cell.engine !== undefined && { engine: cell.engine }),
  });
  const { index, saved } = await openIndex(cell, parameters, engine, dataset);
  const saturation = saved && { index: saved.question, queryIdentity: dataset.queries.identity, k };
  if (saturation !== undefined) await refuseSaturated(saturation, parameters);
  const truth = await loadTruth(parameters, dataset);
  const relativeContrast = await contrastOf(dataset, metric);
  const facts = {
    ...(relativeContrast !== undefined && { relativeContrast }),
    ...(saved !== undefined && { buildMs: saved.buildMs, indexBytes: saved.bytes }),
  };
  const single = (at: number) => index.search(rowAt(queries, at % queries.n), k, search);
  for (let at = 0; at < WARM_UP_SINGLES; at++) await single(at);
  const check = reportedOnce(async (answer) => {
    const about = { base: dataset.base, queries, metric, reports: index.reports, truth };
    const report = await checkApproximate(answer, about);
    await noteIfSaturated(saturation, report, effortOf(search));
    const { distanceComputations } = answer;
    const counted = distanceComputations === null ? null : distanceComputations / queries.n;
    return {
      ...report,
      quality: { ...report.quality, ...facts, ...(counted !== null && { distanceComputations: counted }) },
    };
  });
  return {
    identity: engine.identity,
    async run() {
      const answer = await index.search(queries, k, search);
      return { check: () => check(answer) };
    },
    singles: { count: Math.min(queries.n, MOST_SINGLES), run: single },
    async close() {
      await index.free();
      await engine.close();
      await dataset.close();
    },
  };
}

async function noteIfSaturated(
  saturation: Saturation | undefined,
  { check, quality }: CheckReport,
  effort: number,
): Promise<void> {
  if (saturation !== undefined && check === 'pass' && quality.recall === 1) {
    await noteSaturation(saturation, effort);
  }
}

async function readAll(source: VectorSource): Promise<Rows> {
  const data = new Float32Array(source.n * source.d);
  await source.read(0, source.n, data);
  return { n: source.n, d: source.d, data };
}

function rowAt({ d, data }: Rows, at: number): Rows {
  return { n: 1, d, data: data.subarray(at * d, (at + 1) * d) };
}

/** Checks in full only what differs from the last answer that was. */
function reportedOnce(
  check: (answer: IndexAnswer) => Promise<CheckReport>,
): (answer: IndexAnswer) => Promise<CheckReport> {
  let last: { readonly answer: IndexAnswer; readonly report: CheckReport } | undefined;
  return async (answer) => {
    if (last === undefined || !sameAnswer(last.answer, answer))
      last = { answer, report: await check(answer) };
    return last.report;
  };
}

function sameAnswer(a: IndexAnswer, b: IndexAnswer): boolean {
  return (
    a.ids.length === b.ids.length &&
    a.ids.every((id, at) => id === b.ids[at]) &&
    a.distances.every((distance, at) => distance === b.distances[at])
  );
}
