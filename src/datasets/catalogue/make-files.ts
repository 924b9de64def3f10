import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ownPartial } from '../atomic-file.js';
import type { Deliver } from '../sources/source.js';
import type { CatalogueEntry, CatalogueFile, PublishedFile, Recipe } from './entry.js';
import { fetchFiles } from './fetch-files.js';
import { writeVerified } from './verified-file.js';

export interface MakeFilesOptions {
  readonly entry: CatalogueEntry;
  readonly recipe: Recipe;
  /** Files of the entry to make. */
  readonly missing: readonly CatalogueFile[];
  readonly directory: string;
  /** Called with the bytes of a file that are fetched or made, and of `reading(file)` that are read. */
  onBytes(file: Pick<PublishedFile, 'name'>, bytes: number): void;
  readonly signal: AbortSignal;
}

/**
 * Fetches what a recipe takes, beside the files it makes and under names of this process, and makes those that are
 * missing. Whatever happens, what was fetched is removed.
 * @throws DataError as `fetchFiles`, and `checksum` when what was made is not what it should be; the signal's reason.
 */
export async function makeFiles(options: MakeFilesOptions): Promise<void> {
  const { entry, recipe, missing, directory, onBytes, signal } = options;
  const paths = new Map(recipe.published.map(({ name }) => [name, ownPartial(join(directory, name))]));
  const pathOf = (name: string) => {
    const path = paths.get(name);
    if (path === undefined) throw new Error(`expected a file of the recipe of ${entry.name}, got ${name}`);
    return path;
  };
  const deliver: Deliver = async (wanted, content) => {
    const file = missing.find(({ name }) => name === wanted.name);
    if (file === undefined) return readThrough(content, signal);
    let bytes = 0;
    const onMore = (more: number) => {
      bytes += more;
      onBytes(file, bytes);
    };
    await writeVerified(join(directory, file.name), file, content, onMore, signal);
  };
  try {
    const { name, sources } = entry;
    const files = recipe.published;
    await fetchFiles({
      name,
      directory,
      files,
      sources,
      pathOf: (file) => pathOf(file.name),
      onBytes,
      signal,
    });
    await recipe.make({
      pathOf,
      deliver,
      onRead(published, bytes) {
        signal.throwIfAborted();
        onBytes({ name: reading(published) }, bytes);
      },
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    await Promise.all([...paths.values()].map((path) => rm(path, { force: true })));
  }
}

/** The name under which the reading of a published file is counted. */
export function reading(published: string): string {
  return `${published}, read`;
}

/** A file that is here need not be made, but what comes after it may depend on its having been gone through. */
async function readThrough(content: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
  for await (const _ of content) signal.throwIfAborted();
}
