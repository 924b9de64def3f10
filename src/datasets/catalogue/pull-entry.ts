import { join } from 'node:path';
import { removeStalePartials } from '../atomic-file.js';
import type { FetchTools } from '../dataset.js';
import type { CatalogueEntry, CatalogueFile, PublishedFile } from './entry.js';
import { fetchFiles } from './fetch-files.js';
import { makeFiles, reading } from './make-files.js';
import { isVerified } from './verified-file.js';

/**
 * Makes an entry's files local in `directory`: those that are there are checked to the last byte, the others fetched
 * from the first source that has them whole, or made of what is fetched. Processes that pull the same entry at once do
 * not disturb each other.
 * @throws DataError `dataset-unreachable` when no source has a file, `checksum` when all that answered had a wrong one,
 * `cache-unwritable`; the signal's reason when aborted.
 */
export async function pullEntry(entry: CatalogueEntry, directory: string, tools: FetchTools): Promise<void> {
  const signal = tools.signal ?? new AbortController().signal;
  signal.throwIfAborted();
  const missing: CatalogueFile[] = [];
  for (const file of [entry.base, entry.queries]) {
    if (!(await isVerified(join(directory, file.name), file, signal))) missing.push(file);
  }
  if (missing.length === 0) return;
  await removeStalePartials(directory);

  const { name, sources, recipe } = entry;
  if (recipe !== undefined) {
    const read = recipe.published.map(({ name, bytes }) => ({ name: reading(name), bytes }));
    const onBytes = tally([...recipe.published, ...read, ...missing], tools);
    await makeFiles({ entry, recipe, missing, directory, onBytes, signal });
    return;
  }
  const pathOf = (file: PublishedFile) => join(directory, file.name);
  await fetchFiles({
    name,
    directory,
    files: missing,
    sources,
    pathOf,
    onBytes: tally(missing, tools),
    signal,
  });
}

/** Adds up the bytes of all files that are done. */
function tally(files: readonly Pick<PublishedFile, 'bytes'>[], { progress }: FetchTools) {
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const doneBytes = new Map<string, number>();
  return ({ name }: Pick<PublishedFile, 'name'>, bytes: number): void => {
    doneBytes.set(name, bytes);
    if (bytes === 0) return;
    progress(
      [...doneBytes.values()].reduce((sum, done) => sum + done, 0),
      totalBytes,
    );
  };
}
