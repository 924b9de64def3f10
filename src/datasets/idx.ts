import { type FileHandle, open } from 'node:fs/promises';
import type { VectorSource } from '../backends/backend.js';
import { DataError } from '../errors.js';
import { checkRowRange } from './row-range.js';

/** Bytes read at once: what a read costs beyond its destination. */
const CHUNK_BYTES = 1 << 20;
const UNSIGNED_BYTE = 0x08;

export interface IdxOptions {
  readonly path: string;
  readonly identity: string;
  /** Rows to read, from the first; without it, all. */
  readonly rows?: number;
}

/**
 * Opens an IDX file of unsigned bytes as vectors with values 0 to 255: the first dimension counts the rows, the others
 * are laid out as one. Rows are read from the file when they are asked for, at most a mebibyte at once.
 * @throws DataError `damaged-file` with the offset at which the file is not what it says.
 */
export async function openIdx({ path, identity, rows }: IdxOptions): Promise<VectorSource> {
  const file = await open(path, 'r');
  try {
    const header = await readHeader(file, path);
    if (rows !== undefined && rows > header.n) {
      throw damaged(path, 4, `at least ${rows} rows`, `${header.n}`);
    }
    return source(file, path, { identity, n: rows ?? header.n, d: header.d }, header.bytes);
  } catch (error) {
    await file.close();
    throw error;
  }
}

interface Header {
  readonly n: number;
  readonly d: number;
  /** Where the values begin. */
  readonly bytes: number;
}

async function readHeader(file: FileHandle, path: string): Promise<Header> {
  const magic = await readExactly(file, path, 0, 4);
  const [zero, alsoZero, type, dimensions = 0] = magic;
  if (zero !== 0 || alsoZero !== 0 || type !== UNSIGNED_BYTE || dimensions < 2) {
    throw damaged(path, 0, 'IDX of unsigned bytes in rows (000008 and at least 02)', magic.toString('hex'));
  }
  const sizes = await readExactly(file, path, 4, 4 * dimensions);
  const [n = 0, ...lengths] = Array.from({ length: dimensions }, (_, i) => sizes.readUInt32BE(4 * i));
  const d = lengths.reduce((product, length) => product * length, 1);
  if (n === 0 || d === 0) throw damaged(path, 4, 'sizes of at least 1', [n, ...lengths].join(' x '));
  const bytes = 4 + 4 * dimensions;
  const { size } = await file.stat();
  if (size !== bytes + n * d) {
    throw damaged(
      path,
      Math.min(size, bytes + n * d),
      `${n} x ${d} values after ${bytes} bytes`,
      `a file of ${size}`,
    );
  }
  return { n, d, bytes };
}

function source(
  file: FileHandle,
  path: string,
  shape: Pick<VectorSource, 'identity' | 'n' | 'd'>,
  offset: number,
): VectorSource {
  return {
    ...shape,
    async read(start, count, into) {
      checkRowRange(shape, start, count, into);
      const end = count * shape.d;
      for (let at = 0; at < end; at += CHUNK_BYTES) {
        const length = Math.min(CHUNK_BYTES, end - at);
        into.set(await readExactly(file, path, offset + start * shape.d + at, length), at);
      }
    },
    close: () => file.close(),
  };
}

async function readExactly(file: FileHandle, path: string, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, offset + done);
    if (bytesRead === 0)
      throw damaged(path, offset + done, `${length - done} more bytes`, 'the end of the file');
    done += bytesRead;
  }
  return buffer;
}

function damaged(path: string, offset: number, expected: string, got: string): DataError {
  return new DataError(`${path}, byte ${offset}: expected ${expected}, got ${got}`, 'damaged-file');
}
