import { z } from 'zod';
import type { VectorSource } from '../../backends/backend.js';
import { centroidsAt } from '../../backends/shared/kmeans/starts.js';
import type { PrepareTools } from '../suite.js';
import { fitRequest } from './fit-request.js';
import type { KMeansParameters } from './parameters.js';
import { type RecordKey, readRecord, writeRecord } from './record-store.js';
import { loadStartRows } from './start-rows.js';

/** Raised when the oracle's answers change. */
const VERSION = 1;
/** Differences the oracle may form for all restarts of a cell together: a second or two, as an elbow has many cells. */
const MOST_OPERATIONS = 1e9;
const MOST_BYTES = 2 ** 30;

const oracleFit = z.object({
  iterations: z.int(),
  inertias: z.array(z.number()),
  labels: z.array(z.int()),
});

/** What the oracle found from the same start: a fit as long as the subject's, or its first iterations. */
export type OracleFit = z.infer<typeof oracleFit>;

/** Iterations that the oracle can afford; negative where it cannot even assign once. */
export function affordableIterations({
  dataset: { n, d },
  k,
  restarts,
  maxIterations,
}: KMeansParameters): number {
  if (n * d * Float32Array.BYTES_PER_ELEMENT > MOST_BYTES) return -1;
  return Math.min(maxIterations, Math.floor(MOST_OPERATIONS / (n * d * k * restarts)) - 1);
}

/** Lets the oracle fit from each start of a cell, as far as it can afford and unless that is kept from before. */
export async function ensureOracleFits(
  parameters: KMeansParameters,
  base: VectorSource,
  tools: PrepareTools,
): Promise<void> {
  if (affordableIterations(parameters) < 0) return;
  const starts = await loadStartRows(parameters, base);
  for (const start of starts) {
    const key = keyOf(parameters, base, start);
    if ((await readRecord(key, oracleFit)) !== undefined) continue;
    const { dataset, metric, k } = parameters;
    const progress = tools.stage(`oracle's K-Means on ${dataset.name} (k = ${k}, ${metric})`, 'rows');
    progress(0, dataset.n);
    const vectors = await (await tools.openOracle()).load(base, metric);
    const { iterations, inertias, labels } = await vectors.kmeans({
      ...fitRequest(parameters, await centroidsAt(base, start)),
      maxIterations: affordableIterations(parameters),
    });
    await vectors.free();
    await writeRecord(key, { iterations, inertias: [...inertias], labels: [...labels] });
    progress(dataset.n, dataset.n);
  }
}

/** The oracle's fit from each start; none where it could not afford any. */
export async function loadOracleFits(
  parameters: KMeansParameters,
  base: VectorSource,
): Promise<(OracleFit | undefined)[]> {
  const starts = await loadStartRows(parameters, base);
  if (affordableIterations(parameters) < 0) return starts.map(() => undefined);
  return Promise.all(
    starts.map(async (start) => {
      const fit = await readRecord(keyOf(parameters, base, start), oracleFit);
      if (fit === undefined) throw new Error("the oracle's K-Means of this cell has not been computed");
      return fit;
    }),
  );
}

function keyOf(parameters: KMeansParameters, base: VectorSource, start: readonly number[]): RecordKey {
  const { metric, cosineMean, algorithm, batchRows, tolerance } = parameters;
  const isBatched = algorithm === 'minibatch';
  return [
    'oracle',
    VERSION,
    base.identity,
    metric,
    metric === 'cosine' ? cosineMean : 'mean',
    isBatched ? `minibatch of ${batchRows}` : 'lloyd',
    affordableIterations(parameters),
    tolerance,
    ...start,
  ];
}
