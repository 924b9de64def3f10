import type { Engine, Neighbours, Rows, VectorSource } from '../../backends/backend.js';
import { openDataset } from '../../datasets/registry.js';
import { readTruth, truthKey, writeTruth } from '../../datasets/truth-store.js';
import type { PrepareTools } from '../suite.js';
import type { KnnParameters } from './parameters.js';

/** Raised when the oracle's answers change. */
const ALGORITHM = 1;
/** Queries the oracle answers between two reports of progress. */
const CHUNK = 5;

/** Computes the true neighbours with the oracle, unless they are kept from before. */
export async function ensureTruth(parameters: KnnParameters, tools: PrepareTools): Promise<void> {
  const dataset = await openDataset(parameters.dataset);
  try {
    const key = keyOf(parameters, dataset.base, dataset.queries);
    if ((await readTruth(key)) !== undefined) return;
    const oracle = await tools.openOracle();
    const { name, n } = parameters.dataset;
    const progress = tools.stage(`ground truth of ${name} (N = ${n}, ${parameters.metric})`, 'queries');
    await writeTruth(key, await answer(oracle, parameters, dataset.base, dataset.queries, progress));
  } finally {
    await dataset.close();
  }
}

/** @throws Error when `ensureTruth` was not called first */
export async function loadTruth(
  parameters: KnnParameters,
  base: VectorSource,
  queries: VectorSource,
): Promise<Neighbours> {
  const truth = await readTruth(keyOf(parameters, base, queries));
  if (truth === undefined) throw new Error('the ground truth of this cell has not been computed');
  return truth;
}

async function answer(
  oracle: Engine,
  { metric, k }: KnnParameters,
  base: VectorSource,
  queries: VectorSource,
  progress: (done: number, total: number) => void,
): Promise<Neighbours> {
  const ids = new Int32Array(queries.n * k);
  const distances = new Float64Array(queries.n * k);
  const vectors = await oracle.load(base, metric);
  progress(0, queries.n);
  for (let start = 0; start < queries.n; start += CHUNK) {
    const count = Math.min(CHUNK, queries.n - start);
    const rows: Rows = { n: count, d: queries.d, data: new Float32Array(count * queries.d) };
    await queries.read(start, count, rows.data);
    const found = await vectors.knn(rows, k);
    ids.set(found.ids, start * k);
    distances.set(found.distances, start * k);
    progress(start + count, queries.n);
  }
  await vectors.free();
  return { queries: queries.n, k, ids, distances };
}

function keyOf({ metric, k }: KnnParameters, base: VectorSource, queries: VectorSource): string {
  const { identity: baseIdentity } = base;
  return truthKey({ baseIdentity, queryIdentity: queries.identity, metric, k, algorithm: ALGORITHM });
}
