import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../../datasets/atomic-file.js';
import { cacheDirectory } from '../../datasets/cache-directory.js';

/** All that decides what a record says, its version included. */
export type RecordKey = readonly (string | number)[];

const envelope = z.object({ key: z.array(z.union([z.string(), z.number()])), record: z.unknown() });

/** The record kept under `key`, or undefined where there is none that fits. */
export async function readRecord<T>(key: RecordKey, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = await readFile(pathOf(key), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const file = envelope.safeParse(parsed(text));
  if (!file.success || nameOf(file.data.key) !== nameOf(key)) return undefined;
  return schema.safeParse(file.data.record).data;
}

/** Keeps a record under `key`, whole or not at all. @throws DataError `cache-unwritable` */
export async function writeRecord(key: RecordKey, record: unknown): Promise<void> {
  await writeAtomically(pathOf(key), (partial) => writeFile(partial, JSON.stringify({ key, record })));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pathOf(key: RecordKey): string {
  return join(cacheDirectory(), 'kmeans', `${nameOf(key)}.json`);
}

function nameOf(key: RecordKey): string {
  return createHash('sha256').update(JSON.stringify(key)).digest('hex');
}
