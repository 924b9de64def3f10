import type { Backend, Engine, Metric, Rows, Timeline, VectorSource } from '../../backends/backend.js';
import { openDataset } from '../../datasets/registry.js';
import type { Cell, CheckReport, Suite, Trial } from '../suite.js';
import { checkDistances } from './check.js';
import { DISTANCE_COLUMNS } from './columns.js';
import { isRowByRow, type Shape } from './extent.js';
import { heldBytes } from './memory.js';
import { distanceParameters } from './parameters.js';
import { askedFields, distanceRowOf } from './row.js';
import { type Question, type Truth, truthOf } from './truth.js';

const NOT_CHECKED: CheckReport = { check: 'none', quality: {} };

/** Distances between rows one by one, which are handed over with each call, or of queries to vectors already loaded. */
export const suite: Suite = {
  name: 'distance',
  columns: DISTANCE_COLUMNS,

  // The truth is as quick to compute as the answer: each cell does so for itself.
  async prepare() {},

  // An engine with memory of its own keeps its copy beside the host's.
  residentBytes: (cell) => 2 * heldBytes(distanceParameters.parse(cell.parameters)),

  open: openTrial,
  describe: askedFields,
  row: distanceRowOf,
};

interface Asking {
  ask(): Promise<Float32Array>;
  free(): Promise<void>;
}

async function openTrial(cell: Cell, backend: Backend, timeline: Timeline): Promise<Trial> {
  const { dataset: spec, shape, metric } = distanceParameters.parse(cell.parameters);
  const dataset = await openDataset(spec);
  const queries = await readAll(dataset.queries);
  const rows = await readAll(dataset.base);
  await dataset.close();
  const engine = await backend.open({
    threads: cell.threads,
    timeline,
    ...(cell.engine !== undefined && { engine: cell.engine }),
  });
  const { precision } = engine.identity;
  const asking = await askingOf(engine, shape, metric, queries, rows);
  const check =
    backend.role === 'null' ? () => NOT_CHECKED : checkerOf({ shape, metric, precision, queries, rows });
  return {
    identity: engine.identity,
    async run() {
      const answer = await asking.ask();
      return { check: async () => check(answer) };
    },
    async close() {
      await asking.free();
      await engine.close();
    },
  };
}

async function askingOf(
  engine: Engine,
  shape: Shape,
  metric: Metric,
  queries: Rows,
  rows: Rows,
): Promise<Asking> {
  if (isRowByRow(shape)) {
    return { ask: () => engine.rowDistances(queries, rows, metric), free: async () => {} };
  }
  const set = await engine.load(sourceOf(rows), metric);
  return { ask: () => set.distances(queries), free: () => set.free() };
}

async function readAll(source: VectorSource): Promise<Rows> {
  const data = new Float32Array(source.n * source.d);
  await source.read(0, source.n, data);
  return { n: source.n, d: source.d, data };
}

function sourceOf({ n, d, data }: Rows): VectorSource {
  return {
    identity: 'rows in memory',
    n,
    d,
    async read(start, count, into) {
      into.set(data.subarray(start * d, (start + count) * d));
    },
    async close() {},
  };
}

/** Checks every round's answer against a truth that is computed once. */
function checkerOf(question: Question): (answer: Float32Array) => CheckReport {
  let truth: Truth | undefined;
  return (answer) => {
    truth ??= truthOf(question);
    return checkDistances(answer, truth);
  };
}
