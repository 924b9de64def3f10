import type { Engine, Neighbours, Rows, VectorSource } from '../../backends/backend.js';
import type { Dataset } from '../../datasets/dataset.js';
import { openDataset } from '../../datasets/registry.js';
import { readTruth, truthKey, writeTruth } from '../../datasets/truth-store.js';
import type { PrepareTools } from '../suite.js';
import { type Claim, claimFor, proveClaim } from './claimed-truth.js';
import type { NeighboursQuestion } from './parameters.js';

/** Raised when the oracle's answers change. */
const ALGORITHM = 1;
/** Queries the oracle answers between two reports of progress. */
const CHUNK = 5;

/**
 * Sees to it that the true neighbours are known: kept from before, else those that came with the dataset once they are
 * proved, else the oracle's.
 */
export async function ensureTruth(parameters: NeighboursQuestion, tools: PrepareTools): Promise<void> {
  const { metric, k } = parameters;
  const dataset = await openDataset(parameters.dataset);
  try {
    const claim = await claimFor(dataset, metric, k);
    const key = keyOf(parameters, dataset, claim);
    if ((await readTruth(key)) !== undefined) return;
    const oracle = await tools.openOracle();
    const { name, n } = parameters.dataset;
    const what = claim === undefined ? 'ground truth' : `check of ${claim.truth.path}, the truth`;
    const progress = tools.stage(`${what} of ${name} (N = ${n}, ${metric})`, 'queries');
    const truth =
      claim === undefined
        ? await answer(oracle, parameters, dataset.base, dataset.queries, progress)
        : await proveClaim(claim, dataset, metric, oracle, progress);
    await writeTruth(key, truth);
  } finally {
    await dataset.close();
  }
}

/** @throws Error when `ensureTruth` was not called first */
export async function loadTruth(parameters: NeighboursQuestion, dataset: Dataset): Promise<Neighbours> {
  const claim = await claimFor(dataset, parameters.metric, parameters.k);
  const truth = await readTruth(keyOf(parameters, dataset, claim));
  if (truth === undefined) throw new Error('the ground truth of this cell has not been computed');
  return truth;
}

async function answer(
  oracle: Engine,
  { metric, k }: NeighboursQuestion,
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

function keyOf(
  { metric, k }: NeighboursQuestion,
  { base, queries }: Dataset,
  claim: Claim | undefined,
): string {
  // What a file claims, proved on a few queries, is never taken for what the oracle found.
  const queryIdentity =
    claim === undefined ? queries.identity : `${queries.identity}:claimed=${claim.identity}`;
  return truthKey({ baseIdentity: base.identity, queryIdentity, metric, k, algorithm: ALGORITHM });
}
