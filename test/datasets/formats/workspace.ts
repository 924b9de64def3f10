import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { VectorSource } from '../../../src/backends/backend.js';
import { openVectorFile } from '../../../src/datasets/formats/vector-file.js';
import { MlsError } from '../../../src/errors.js';

const FIXTURES = fileURLToPath(new URL('./fixtures/', import.meta.url));

export function fixture(name: string): string {
  return join(FIXTURES, name);
}

/** A folder that goes away with the tests of a file. */
export function workspace() {
  const folder = mkdtempSync(join(tmpdir(), 'mls-formats-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: (name: string) => join(folder, name),
    write(name: string, ...parts: (Uint8Array | string)[]): string {
      const path = join(folder, name);
      writeFileSync(path, Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array))));
      return path;
    },
  };
}

export function sourceOf(n: number, d: number, values: Float32Array): VectorSource {
  return {
    identity: 'test',
    n,
    d,
    read: async (start, count, into) => into.set(values.subarray(start * d, (start + count) * d)),
    close: async () => undefined,
  };
}

export async function readAll(source: VectorSource): Promise<Float32Array> {
  const all = new Float32Array(source.n * source.d);
  await source.read(0, source.n, all);
  return all;
}

/** Opens, reads everything and closes. */
export async function load(path: string) {
  const source = await openVectorFile(path);
  try {
    return { n: source.n, d: source.d, values: await readAll(source) };
  } finally {
    await source.close();
  }
}

/** The one line a user reads when `path` is opened and read to its end, without the folders' names. */
export async function complaint(path: string): Promise<string> {
  try {
    await load(path);
  } catch (error) {
    if (!(error instanceof MlsError)) throw error;
    return error.message.replaceAll(/(?:\/[^\s#/]+)+\/(?=[^\s/]+)/g, '');
  }
  return 'no complaint';
}
