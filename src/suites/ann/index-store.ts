import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { METRICS } from '../../backends/backend.js';
import { removeStalePartials, writeAtomically } from '../../datasets/atomic-file.js';
import { cacheDirectory } from '../../datasets/cache-directory.js';
import { annParameters } from './parameters.js';

/** All that decides what an index holds and how long it took to build. */
const question = z.object({
  /** Identity of the rows. */
  base: z.string(),
  metric: z.enum(METRICS),
  build: annParameters.shape.build,
  backend: z.string(),
  engine: z.string(),
  threads: z.int(),
  /** Of the algorithm and the file's format. */
  version: z.string(),
});

export type IndexQuestion = z.infer<typeof question>;

const FORMAT = 'mls-index-1';

const record = z.object({
  format: z.literal(FORMAT),
  question,
  dataset: z.string(),
  n: z.int(),
  d: z.int(),
  bytes: z.int(),
  buildMs: z.number(),
});

/** An index that is kept, and where. */
export type SavedIndex = Omit<z.infer<typeof record>, 'format'> & { readonly path: string };

export function indexDirectory(): string {
  return join(cacheDirectory(), 'indexes');
}

/** The name under which an index is kept. */
export function indexKey(asked: IndexQuestion): string {
  const { base, metric, build, backend, engine, threads, version } = asked;
  const key = JSON.stringify([base, metric, build, backend, engine, threads, version]);
  return createHash('sha256').update(key).digest('hex').slice(0, 40);
}

/** The index kept for `asked`; undefined where there is none, or not all of it. */
export function findIndex(asked: IndexQuestion): Promise<SavedIndex | undefined> {
  return readRecord(indexKey(asked));
}

/**
 * Keeps an index: `save` writes its one file. The record of it is written last, so that an index is there once it is
 * whole.
 * @throws DataError `cache-unwritable`
 */
export async function keepIndex(
  about: Omit<SavedIndex, 'path' | 'bytes'>,
  save: (path: string) => Promise<void>,
): Promise<void> {
  const key = indexKey(about.question);
  const path = fileOf(key);
  await removeStalePartials(indexDirectory());
  await rm(recordOf(key), { force: true });
  await writeAtomically(path, save);
  const { size: bytes } = await stat(path);
  const written = { format: FORMAT, ...about, bytes };
  await writeAtomically(recordOf(key), (partial) => writeFile(partial, `${JSON.stringify(written)}\n`));
}

/** Every index that is kept, largest first. */
export async function savedIndexes(): Promise<SavedIndex[]> {
  const names = await readdir(indexDirectory()).catch(() => []);
  const keys = names.flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : []));
  const found = await Promise.all(keys.map(readRecord));
  return found.filter((index) => index !== undefined).sort((a, b) => b.bytes - a.bytes);
}

async function readRecord(key: string): Promise<SavedIndex | undefined> {
  const text = await readFile(recordOf(key), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const read = record.safeParse(parsed(text));
  if (!read.success) return undefined;
  const { format: _, ...about } = read.data;
  const path = fileOf(key);
  // An engine may crash on a file that is cut off.
  const size = await stat(path).then(
    (file) => file.size,
    () => undefined,
  );
  return size === about.bytes ? { ...about, path } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fileOf(key: string): string {
  return join(indexDirectory(), `${key}.index`);
}

function recordOf(key: string): string {
  return join(indexDirectory(), `${key}.json`);
}
