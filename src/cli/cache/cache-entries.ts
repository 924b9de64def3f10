import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PARTIAL } from '../../datasets/atomic-file.js';
import { cacheDirectory } from '../../datasets/cache-directory.js';
import { CACHE_KINDS, type CacheKind } from './cache-kinds.js';

/** One thing that is kept: a folder, or files whose names differ after the first dot only. */
export interface CacheEntry {
  readonly kind: CacheKind;
  readonly name: string;
  readonly paths: readonly string[];
  readonly bytes: number;
  /** When the largest of its files was last read or written, as the system noted it. */
  readonly usedAt: Date;
}

interface FileFacts {
  readonly bytes: number;
  readonly usedAt: Date;
}

/** What is kept of a kind, largest first, without what is being written. */
export async function cacheEntries(kind: CacheKind): Promise<CacheEntry[]> {
  const directory = join(cacheDirectory(), CACHE_KINDS[kind].folder);
  const found = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const pathsByName = new Map<string, string[]>();
  for (const entry of found) {
    if (entry.name.endsWith(PARTIAL)) continue;
    const name = entry.isFile() ? (entry.name.split('.')[0] ?? entry.name) : entry.name;
    pathsByName.set(name, [...(pathsByName.get(name) ?? []), join(directory, entry.name)]);
  }
  const entries = await Promise.all([...pathsByName].map(([name, paths]) => entryOf(kind, name, paths)));
  return entries.flat().sort((a, b) => b.bytes - a.bytes || a.name.localeCompare(b.name));
}

export function bytesOf(things: readonly { readonly bytes: number }[]): number {
  return things.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Empty where it has gone meanwhile. */
async function entryOf(kind: CacheKind, name: string, paths: readonly string[]): Promise<CacheEntry[]> {
  const files = (await Promise.all(paths.map(factsOf))).flat();
  const [largest] = [...files].sort((a, b) => b.bytes - a.bytes);
  if (largest === undefined) return [];
  return [{ kind, name, paths, bytes: bytesOf(files), usedAt: largest.usedAt }];
}

/** Of a file; of a folder and of all in it; of none where it has gone meanwhile. */
async function factsOf(path: string): Promise<FileFacts[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return [];
  const usedAt = found.atime > found.mtime ? found.atime : found.mtime;
  if (!found.isDirectory()) return [{ bytes: found.size, usedAt }];
  const inside = await readdir(path).catch(() => []);
  const facts = await Promise.all(inside.map((name) => factsOf(join(path, name))));
  return [...facts.flat(), { bytes: 0, usedAt: found.mtime }];
}
