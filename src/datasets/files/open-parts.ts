import type { VectorSource } from '../../backends/backend.js';
import type { ClaimedTruth } from '../dataset.js';
import { openHdf5File } from '../formats/hdf5-library.js';
import { formatOf } from '../formats/registry.js';
import { openVectorFile } from '../formats/vector-file.js';

/** What the files of a dataset hold, whole. */
export interface FileParts {
  readonly base: VectorSource;
  /** Absent where neither the base's file nor another brings queries. */
  readonly queries: VectorSource | undefined;
  /** The true neighbours that the base's file brings for its own queries. */
  readonly truth: ClaimedTruth | undefined;
  close(): Promise<void>;
}

/** Opens a file of vectors, with the queries that another file holds or, as ann-benchmarks has it, the same one. */
export async function openParts(name: string, queriesPath: string | undefined): Promise<FileParts> {
  if (queriesPath === undefined && (await isAnnBenchmark(name))) return openAnnBenchmarkParts(name);
  const base = await openVectorFile(name);
  try {
    const queries = queriesPath === undefined ? undefined : await openVectorFile(queriesPath);
    return {
      base,
      queries,
      truth: undefined,
      async close() {
        await base.close();
        await queries?.close();
      },
    };
  } catch (error) {
    await base.close();
    throw error;
  }
}

/** Whether it is an HDF5 file, named without a dataset in it, that holds a base and queries. */
async function isAnnBenchmark(name: string): Promise<boolean> {
  if (formatOf(name) !== 'hdf5') return false;
  const { plain, file } = await openHdf5File(name);
  try {
    const keys = file.keys();
    return keys.includes('train') && keys.includes('test');
  } finally {
    file.close();
    await plain.close();
  }
}

async function openAnnBenchmarkParts(path: string): Promise<FileParts> {
  const { openAnnBenchmark } = await import('../formats/ann-benchmarks.js');
  const { base, queries, metric, neighbours, close } = await openAnnBenchmark(path);
  // Without a metric nobody knows what its neighbours are the nearest by.
  const truth =
    metric === undefined ? undefined : { path: `${path}#neighbors`, metric, given: false, read: neighbours };
  return { base, queries, truth, close };
}
