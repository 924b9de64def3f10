import { type FileHandle, open } from 'node:fs/promises';
import { endianness } from 'node:os';
import type { IndexShape } from '../../backend.js';
import { ShapeError } from '../errors.js';
import type { InvertedLists, IvfBuild } from './inverted-lists.js';

const FORMAT = 'mls-ivf-1';
/** The header is JSON, filled up with spaces: what follows is aligned, and its place known. */
const HEADER_BYTES = 4096;
const CHUNK_BYTES = 2 ** 26;

type Numbers = Int32Array | Float32Array;

/**
 * One file: a header of JSON, the sizes of all lists (int32), the centroids (float32), then for each list its ids
 * (int32) and its vectors (float32), all in the byte order of the host.
 */
export async function saveLists(path: string, lists: InvertedLists): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.write(Buffer.from(headerOf(lists).padEnd(HEADER_BYTES)));
    await writeAll(
      file,
      Int32Array.from(lists.lists, ({ ids }) => ids.length),
    );
    await writeAll(file, lists.centroids);
    for (const { ids, vectors } of lists.lists) {
      await writeAll(file, ids);
      await writeAll(file, vectors);
    }
  } finally {
    await file.close();
  }
}

/**
 * Reads what `saveLists` wrote.
 * @param allocate memory for vectors, as an engine likes it
 * @throws ShapeError when the file is of another shape or of another size than its lists take
 */
export async function readLists(
  path: string,
  shape: IndexShape & { readonly build: IvfBuild },
  allocate: (length: number) => Float32Array,
): Promise<InvertedLists> {
  const { n, d, metric, build } = shape;
  const file = await open(path, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    await readAll(file, header, path);
    if (header.toString().trimEnd() !== headerOf(shape)) {
      throw new ShapeError(`${path} is not an index of ${n} x ${d} by ${metric} with ${build.nlist} lists`);
    }
    const sizes = await readAll(file, new Int32Array(build.nlist), path);
    const rows = sizes.reduce((sum, size) => sum + size, 0);
    const { size: bytes } = await file.stat();
    const expected = HEADER_BYTES + 4 * (build.nlist + build.nlist * d + n + n * d);
    if (rows !== n || bytes !== expected) {
      throw new ShapeError(
        `${path}: expected ${expected} bytes with ${n} rows, got ${bytes} bytes with ${rows}`,
      );
    }
    const centroids = await readAll(file, new Float32Array(build.nlist * d), path);
    const lists: InvertedLists['lists'][number][] = [];
    for (const size of sizes) {
      const ids = await readAll(file, new Int32Array(size), path);
      lists.push({ ids, vectors: await readAll(file, allocate(size * d), path) });
    }
    return { n, d, metric, build, centroids, lists };
  } finally {
    await file.close();
  }
}

function headerOf({ n, d, metric, build }: IndexShape & { readonly build: IvfBuild }): string {
  const { kind, nlist, seed } = build;
  return JSON.stringify({
    format: FORMAT,
    endianness: endianness(),
    n,
    d,
    metric,
    build: { kind, nlist, seed },
  });
}

async function writeAll(file: FileHandle, numbers: Numbers): Promise<void> {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, Math.min(CHUNK_BYTES, bytes.length - at));
    at += bytesWritten;
  }
}

async function readAll<T extends Numbers | Buffer>(file: FileHandle, into: T, path: string): Promise<T> {
  const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, at, Math.min(CHUNK_BYTES, bytes.length - at));
    if (bytesRead === 0) throw new ShapeError(`${path} is cut off`);
    at += bytesRead;
  }
  return into;
}
