import type { Metric, VectorSource } from '../../backends/backend.js';
import { DataError } from '../../errors.js';
import { openHdf5File } from './hdf5-library.js';
import { Hdf5Source } from './hdf5-source.js';
import { type Ids, readIdsFile } from './ids-file.js';

const METRICS: Readonly<Record<string, Metric>> = {
  euclidean: 'l2',
  angular: 'cosine',
  dot: 'dot',
  ip: 'dot',
};

/** One file of ann-benchmarks: what to search, what to search for, and what is right. */
export interface AnnBenchmark {
  readonly base: VectorSource;
  readonly queries: VectorSource;
  /** What its attribute `distance` says, where it has one. */
  readonly metric: Metric | undefined;
  /** The true neighbours of every query, nearest first. */
  neighbours(): Promise<Ids>;
  close(): Promise<void>;
}

async function metricOf(path: string): Promise<Metric | undefined> {
  const { plain, file } = await openHdf5File(path);
  try {
    const distance = file.attrs.distance?.value;
    if (distance === undefined) return undefined;
    const metric = METRICS[String(distance)];
    if (metric) return metric;
    throw new DataError(
      `expected ${path} to be for one of the distances ${Object.keys(METRICS).join(', ')}; its attribute says "${distance}". Use another dataset.`,
      'unsupported-metric',
    );
  } finally {
    file.close();
    await plain.close();
  }
}

export async function openAnnBenchmark(path: string): Promise<AnnBenchmark> {
  const metric = await metricOf(path);
  const base = await Hdf5Source.open(path, 'train');
  try {
    const queries = await Hdf5Source.open(path, 'test');
    return {
      base,
      queries,
      metric,
      neighbours: () => readIdsFile(`${path}#neighbors`),
      async close() {
        await base.close();
        await queries.close();
      },
    };
  } catch (error) {
    await base.close();
    throw error;
  }
}
