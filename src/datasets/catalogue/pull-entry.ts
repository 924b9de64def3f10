import { join } from 'node:path';
import { DataError } from '../../errors.js';
import { removeStalePartials } from '../atomic-file.js';
import type { FetchTools } from '../dataset.js';
import type { Deliver } from '../sources/source.js';
import type { CatalogueEntry, CatalogueFile } from './entry.js';
import { reasonOf } from './reason.js';
import { isVerified, writeVerified } from './verified-file.js';

/**
 * Makes an entry's files local in `directory`: those that are there are checked to the last byte, the others fetched
 * from the first source that has them whole. Processes that pull the same entry at once do not disturb each other.
 * @throws DataError `dataset-unreachable` when no source has a file, `checksum` when all that answered had a wrong one,
 * `cache-unwritable`; the signal's reason when aborted.
 */
export async function pullEntry(entry: CatalogueEntry, directory: string, tools: FetchTools): Promise<void> {
  const signal = tools.signal ?? new AbortController().signal;
  signal.throwIfAborted();
  const files = [entry.base, entry.queries];
  const missing = new Set<CatalogueFile>();
  for (const file of files) {
    if (!(await isVerified(join(directory, file.name), file, signal))) missing.add(file);
  }
  if (missing.size === 0) return;
  await removeStalePartials(directory);

  const doneBytes = new Map<string, number>();
  const totalBytes = [...missing].reduce((sum, file) => sum + file.bytes, 0);
  const deliver: Deliver = async ({ name }, content) => {
    const file = files.find((candidate) => candidate.name === name);
    if (file === undefined) throw new Error(`expected a file of ${entry.name}, got ${name}`);
    doneBytes.set(name, 0);
    const onBytes = (bytes: number) => {
      doneBytes.set(name, (doneBytes.get(name) ?? 0) + bytes);
      tools.progress(
        [...doneBytes.values()].reduce((sum, done) => sum + done, 0),
        totalBytes,
      );
    };
    await writeVerified(join(directory, name), file, content, onBytes, signal);
    missing.delete(file);
  };

  const failures: { label: string; error: unknown }[] = [];
  for (const { label, fetch } of entry.sources) {
    try {
      await fetch([...missing], deliver, signal);
      if (missing.size > 0) throw new Error(`it has no ${[...missing].map(({ name }) => name).join(', ')}`);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof DataError && error.code === 'cache-unwritable') throw error;
      failures.push({ label, error });
    }
    if (missing.size === 0) return;
  }
  throw unreachable(entry, directory, failures);
}

function unreachable(
  entry: CatalogueEntry,
  directory: string,
  failures: readonly { label: string; error: unknown }[],
): DataError {
  const refused = failures.every(({ error }) => error instanceof DataError && error.code === 'checksum');
  const told = failures.map(({ label, error }) => `${label}: ${reasonOf(error)}`).join('; ');
  return new DataError(
    `could not fetch ${entry.name} - ${told}. Its files belong in ${directory} (MLS_CACHE_DIR moves the cache); ` +
      'to run without them: --dataset gaussian',
    refused ? 'checksum' : 'dataset-unreachable',
    { cause: new AggregateError(failures.map(({ error }) => error)) },
  );
}
