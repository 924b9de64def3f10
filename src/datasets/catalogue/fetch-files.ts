import { DataError } from '../../errors.js';
import type { Deliver, Source } from '../sources/source.js';
import type { PublishedFile } from './entry.js';
import { reasonOf } from './reason.js';
import { writeVerified } from './verified-file.js';

export interface FetchFilesOptions {
  /** Name of the dataset, for messages. */
  readonly name: string;
  /** Where its files are kept in the end, for messages. */
  readonly directory: string;
  readonly files: readonly PublishedFile[];
  /** The best first. */
  readonly sources: readonly Source[];
  /** Where a file is to lie. */
  pathOf(file: PublishedFile): string;
  /** Called with the bytes of a file that are written; where another source is tried they begin again. */
  onBytes(file: PublishedFile, bytes: number): void;
  readonly signal: AbortSignal;
}

/**
 * Fetches every file from the first source that has it whole.
 * @throws DataError `dataset-unreachable` when no source has a file, `checksum` when all that answered had a wrong one,
 * `cache-unwritable`; the signal's reason when aborted.
 */
export async function fetchFiles(options: FetchFilesOptions): Promise<void> {
  const { name, files, sources, pathOf, onBytes, signal } = options;
  const missing = new Set(files);
  const deliver: Deliver = async (wanted, content) => {
    const file = files.find((candidate) => candidate.name === wanted.name);
    if (file === undefined) throw new Error(`expected a file of ${name}, got ${wanted.name}`);
    let bytes = 0;
    onBytes(file, bytes);
    const onMore = (more: number) => {
      bytes += more;
      onBytes(file, bytes);
    };
    await writeVerified(pathOf(file), file, content, onMore, signal);
    missing.delete(file);
  };

  const failures: { label: string; error: unknown }[] = [];
  for (const { label, fetch } of sources) {
    try {
      await fetch([...missing], deliver, signal);
      if (missing.size > 0) throw new Error(`it has no ${[...missing].map((file) => file.name).join(', ')}`);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof DataError && error.code === 'cache-unwritable') throw error;
      failures.push({ label, error });
    }
    if (missing.size === 0) return;
  }
  throw unreachable(options, failures);
}

function unreachable(
  { name, directory }: FetchFilesOptions,
  failures: readonly { label: string; error: unknown }[],
): DataError {
  const refused = failures.every(({ error }) => error instanceof DataError && error.code === 'checksum');
  const told = failures.map(({ label, error }) => `${label}: ${reasonOf(error)}`).join('; ');
  return new DataError(
    `could not fetch ${name} - ${told}. Its files belong in ${directory} (MLS_CACHE_DIR moves the cache); ` +
      'to run without them: --dataset gaussian',
    refused ? 'checksum' : 'dataset-unreachable',
    { cause: new AggregateError(failures.map(({ error }) => error)) },
  );
}
