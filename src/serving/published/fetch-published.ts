import { join } from 'node:path';
import { removeStalePartials } from '../../datasets/atomic-file.js';
import type { PublishedFile } from '../../datasets/catalogue/entry.js';
import { hasSize, writeVerified } from '../../datasets/catalogue/verified-file.js';
import type { Source } from '../../datasets/sources/source.js';
import { DataError } from '../../errors.js';
import type { Progress } from '../models/model.js';

export interface PublishedSet {
  /** For messages. */
  readonly name: string;
  readonly files: readonly PublishedFile[];
  readonly source: Source;
}

export interface FetchPublishedTools {
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/**
 * Makes files local in `directory`, under their own names: those that are not there are fetched, and kept if their
 * sha256 is right.
 * @throws DataError `unreachable`, `checksum`, `cache-unwritable`; the signal's reason
 */
export async function fetchPublished(
  { name, files, source }: PublishedSet,
  directory: string,
  { signal, progress }: FetchPublishedTools,
): Promise<void> {
  const pathOf = (file: PublishedFile) => join(directory, file.name);
  const here = await Promise.all(files.map((file) => hasSize(pathOf(file), file)));
  const missing = new Set(files.filter((_, i) => here[i] !== true));
  if (missing.size === 0) return;
  await removeStalePartials(directory);
  const totalBytes = [...missing].reduce((sum, { bytes }) => sum + bytes, 0);
  let doneBytes = 0;
  const fetching = source.fetch(
    [...missing],
    async (wanted, content) => {
      const file = files.find((candidate) => candidate.name === wanted.name);
      if (file === undefined) throw new Error(`expected a file of ${name}, got ${wanted.name}`);
      const onBytes = (bytes: number) => {
        doneBytes += bytes;
        progress(`fetching ${name}`, doneBytes, totalBytes);
      };
      await writeVerified(pathOf(file), file, content, onBytes, signal);
      missing.delete(file);
    },
    signal,
  );
  await fetching.catch((cause: unknown) => {
    signal.throwIfAborted();
    if (cause instanceof DataError) throw cause;
    throw unreachable(name, source, directory, cause);
  });
  const [lacking] = missing;
  if (lacking !== undefined) {
    throw unreachable(name, source, directory, new Error(`it has no ${lacking.name}`));
  }
}

export function unreachable(name: string, source: Source, directory: string, cause: unknown): DataError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DataError(
    `could not fetch ${name} - ${source.label}: ${reason}. Its files belong in ${directory} (MLS_CACHE_DIR moves ` +
      'the cache); to serve without them: --model emulated --corpus animals',
    'unreachable',
    { cause },
  );
}
