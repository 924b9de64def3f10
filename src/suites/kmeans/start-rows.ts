import { z } from 'zod';
import type { VectorSource } from '../../backends/backend.js';
import { startRows } from '../../backends/shared/kmeans/starts.js';
import { seededUniform } from '../../stats/random.js';
import type { PrepareTools } from '../suite.js';
import type { KMeansParameters } from './parameters.js';
import { type RecordKey, readRecord, writeRecord } from './record-store.js';

/** Raised when starts change for the same seed. */
const VERSION = 1;

/** Chooses the rows that all subjects start from, unless they are kept from before: one list for each restart. */
export async function ensureStartRows(
  parameters: KMeansParameters,
  base: VectorSource,
  tools: PrepareTools,
): Promise<void> {
  const { dataset, init, metric, largestK, restarts } = parameters;
  for (let restart = 0; restart < restarts; restart++) {
    const key = keyOf(parameters, base, restart);
    if ((await readRecord(key, rowsOfAtLeast(largestK))) !== undefined) continue;
    const progress = tools.stage(`${init} start on ${dataset.name} (k = ${largestK}, ${metric})`, 'rows');
    const rows = await startRows(base, {
      init,
      metric,
      k: largestK,
      uniform: seededUniform(seedOf(parameters, restart)),
      progress: (done) => progress(done, largestK),
    });
    await writeRecord(key, rows);
  }
}

/** @throws Error when `ensureStartRows` was not called first */
export async function loadStartRows(parameters: KMeansParameters, base: VectorSource): Promise<number[][]> {
  const starts: number[][] = [];
  for (let restart = 0; restart < parameters.restarts; restart++) {
    const rows = await readRecord(keyOf(parameters, base, restart), rowsOfAtLeast(parameters.k));
    if (rows === undefined) throw new Error('the start of this cell has not been chosen');
    starts.push(rows.slice(0, parameters.k));
  }
  return starts;
}

const rowsOfAtLeast = (k: number) => z.array(z.int().nonnegative()).min(k);

function keyOf(parameters: KMeansParameters, base: VectorSource, restart: number): RecordKey {
  const { init, metric } = parameters;
  return [
    'start',
    VERSION,
    base.identity,
    init,
    init === 'random' ? 'any' : metric,
    seedOf(parameters, restart),
  ];
}

/** Restarts of one seed share no numbers with those of the next. */
function seedOf({ startSeed }: KMeansParameters, restart: number): number {
  return (startSeed + Math.imul(restart, 0x9e3779b9)) | 0;
}
