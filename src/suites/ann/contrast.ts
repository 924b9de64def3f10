import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Rows, VectorSource } from '../../backends/backend.js';
import { writeAtomically } from '../../datasets/atomic-file.js';
import { cacheDirectory } from '../../datasets/cache-directory.js';
import type { Dataset } from '../../datasets/dataset.js';
import { openDataset } from '../../datasets/registry.js';
import { relativeContrast } from '../../stats/relative-contrast.js';
import type { PrepareTools } from '../suite.js';
import type { AnnParameters } from './parameters.js';

/** Enough queries for a mean over whole datasets. */
const MOST_QUERIES = 50;
const CHUNK = 5;
/** Raised when the figure comes out otherwise. */
const ALGORITHM = 1;

const kept = z.object({ contrast: z.number().nullable() });

/**
 * Computes the relative contrast of a dataset with the oracle, unless it is kept from before. Of inner products, which
 * are no distances, there is none.
 */
export async function ensureContrast(
  { dataset: spec, metric }: Pick<AnnParameters, 'dataset' | 'metric'>,
  tools: PrepareTools,
): Promise<void> {
  if (metric === 'dot') return;
  const dataset = await openDataset(spec);
  try {
    const path = pathOf(dataset, metric);
    if ((await read(path)) !== undefined) return;
    const oracle = await tools.openOracle();
    const progress = tools.stage(`relative contrast of ${spec.name} (N = ${spec.n}, ${metric})`, 'queries');
    const vectors = await oracle.load(dataset.base, metric);
    const count = Math.min(MOST_QUERIES, dataset.queries.n);
    const means: number[] = [];
    const nearest: number[] = [];
    for (let start = 0; start < count; start += CHUNK) {
      const rows = await rowsOf(dataset.queries, start, Math.min(CHUNK, count - start));
      const distances = await vectors.distances(rows);
      for (let q = 0; q < rows.n; q++) {
        const own = distances.subarray(q * vectors.n, (q + 1) * vectors.n);
        means.push(own.reduce((sum, distance) => sum + distance, 0) / own.length);
        nearest.push(own.reduce((least, distance) => Math.min(least, distance), Number.POSITIVE_INFINITY));
      }
      progress(start + rows.n, count);
    }
    await vectors.free();
    const value = relativeContrast(means, nearest);
    const contrast = Number.isFinite(value) ? value : null;
    await writeAtomically(path, (partial) => writeFile(partial, JSON.stringify({ contrast })));
  } finally {
    await dataset.close();
  }
}

/** What `ensureContrast` found; undefined where there is none. */
export async function contrastOf(
  dataset: Dataset,
  metric: AnnParameters['metric'],
): Promise<number | undefined> {
  const found = await read(pathOf(dataset, metric));
  return found?.contrast ?? undefined;
}

async function rowsOf(source: VectorSource, start: number, count: number): Promise<Rows> {
  const data = new Float32Array(count * source.d);
  await source.read(start, count, data);
  return { n: count, d: source.d, data };
}

async function read(path: string): Promise<z.infer<typeof kept> | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : kept.safeParse(JSON.parse(text)).data;
}

function pathOf({ base, queries }: Dataset, metric: AnnParameters['metric']): string {
  const question = JSON.stringify([base.identity, queries.identity, metric, ALGORITHM]);
  const key = createHash('sha256').update(question).digest('hex').slice(0, 40);
  return join(cacheDirectory(), 'contrast', `${key}.json`);
}
