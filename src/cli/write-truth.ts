import { METRICS } from '../backends/backend.js';
import { writeIdsFile } from '../datasets/formats/ids-file.js';
import { describeDataset, openDataset } from '../datasets/registry.js';
import { DataError, UsageError } from '../errors.js';
import { CellFailure } from '../harness/cell-runner.js';
import { LocalRunner } from '../harness/local-runner.js';
import { parseChoice } from '../parse/choices.js';
import { parsePositiveInteger } from '../parse/quantities.js';
import { knnParameters } from '../suites/knn/parameters.js';
import { planKnn } from '../suites/knn/plan.js';
import { loadTruth } from '../suites/knn/truth.js';
import { parseQueries } from './dataset-flags.js';
import { interruptible } from './interruptible.js';
import { pullDatasets } from './pull-datasets.js';

export interface TruthFlags {
  readonly base: string;
  readonly queries: string;
  readonly k: string;
  readonly metric: string;
  readonly out: string;
}

export interface WrittenTruth {
  readonly path: string;
  readonly metric: string;
  readonly n: number;
  readonly d: number;
  readonly queries: number;
  readonly k: number;
}

const TELL_EVERY = 0.1;

/**
 * Writes the ids of the true neighbours, which the oracle finds in float64 unless they are kept from before.
 * @throws UsageError before anything is computed, where that can be said
 */
export async function writeTruth(flags: TruthFlags, json: boolean): Promise<WrittenTruth> {
  const { out } = flags;
  if (!out.toLowerCase().endsWith('.ivecs')) {
    throw new UsageError(`expected --out to be an .ivecs file, which holds ids; got "${out}"`);
  }
  const metric = parseChoice('--metric', flags.metric, METRICS);
  const k = parsePositiveInteger('--k', flags.k);
  const dataset = await describeDataset({ name: flags.base, ...parseQueries('QUERIES', flags.queries) });
  const [cell] = planKnn({
    subjects: [{ name: 'reference', role: 'oracle' }],
    datasets: [dataset],
    metrics: [metric],
    ks: [k],
    threads: [1],
  });
  if (cell === undefined) throw new Error('expected one question to make one cell');
  await pullDatasets([dataset.name], { json });
  await interruptible(async (signal) => {
    const runner = new LocalRunner(1);
    signal.addEventListener('abort', () => runner.stop(), { once: true });
    let told = 0;
    const tell = ({ stage, done, total }: { stage: string; done: number; total?: number }) => {
      if (json || total === undefined || (done < total && done / total < told + TELL_EVERY)) return;
      told = done / total;
      process.stderr.write(`${stage}: ${done} of ${total} queries\n`);
    };
    await runner.prepare([cell], tell).catch((error: unknown) => {
      if (!(error instanceof CellFailure) || signal.aborted) throw error;
      throw new DataError(`could not find the true neighbours: ${error.reason}`, 'no-truth', {
        cause: error,
      });
    });
  });
  const opened = await openDataset(dataset);
  try {
    const { queries, ids } = await loadTruth(knnParameters.parse(cell.parameters), opened);
    await writeIdsFile(out, { queries, k, ids });
  } finally {
    await opened.close();
  }
  const { n, d, queries } = dataset;
  return { path: out, metric, n, d, queries, k };
}
