import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '../../../errors.js';

/** A JSON object in a model's folder. @throws DataError when it is not there or is none */
export async function folderJson(folder: string, name: string): Promise<Record<string, unknown>> {
  const found = await folderJsonIfThere(folder, name);
  if (found !== undefined) return found;
  throw new DataError(
    `expected a model's folder as Hugging Face lays it out; got ${folder}, which has no ${name}`,
    'model-folder',
  );
}

/** @throws DataError when the file is there and is not a JSON object */
export async function folderJsonIfThere(
  folder: string,
  name: string,
): Promise<Record<string, unknown> | undefined> {
  const path = join(folder, name);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Told below, as what is JSON and no object.
  }
  throw new DataError(`expected ${path} to be a JSON object; got ${text.slice(0, 40)}`, 'model-folder');
}
