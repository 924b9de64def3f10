import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { DataError } from '../errors.js';

export const PARTIAL = '.partial';

/**
 * Lets `write` fill a file of its own beside `path` and then puts it in the place of `path` at one stroke, so that
 * readers and other writers see a whole file or none. When `write` fails nothing is left behind.
 * @throws DataError `cache-unwritable` when the file system refuses; whatever `write` throws otherwise.
 */
export async function writeAtomically(
  path: string,
  write: (partial: string) => Promise<void>,
): Promise<void> {
  const partial = ownPartial(path);
  try {
    await mkdir(dirname(path), { recursive: true });
    await write(partial);
    await flush(partial);
    await rename(partial, path);
  } catch (error) {
    // Where the folder itself is refused this fails too, for a reason that is already known.
    await rm(partial, { force: true }).catch(() => {});
    if (!isFileSystemError(error)) throw error;
    throw new DataError(
      `could not write ${path}: ${error.message}; MLS_CACHE_DIR moves the cache`,
      'cache-unwritable',
      { cause: error },
    );
  }
}

/** A name beside `path` that no other process uses, and by which `removeStalePartials` knows when nobody does. */
export function ownPartial(path: string): string {
  return `${path}.${host()}.${process.pid}.${randomUUID()}${PARTIAL}`;
}

/** Removes what processes of this host that no longer live have left in `directory`. */
export async function removeStalePartials(directory: string): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  for (const name of names) {
    const [owner, pid] = name.split('.').slice(-4, -2);
    if (!name.endsWith(PARTIAL) || owner !== host() || isAlive(Number(pid))) continue;
    await rm(join(directory, name), { force: true });
  }
}

// Renamed before its content is on the disk, a file may come back empty after a power cut.
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function host(): string {
  return hostname().replaceAll(/[^\w-]/g, '-');
}

const WRITING = ['open', 'write', 'mkdir', 'rename', 'fsync'];
const REFUSALS = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'EIO',
  'EMFILE',
  'ENOTDIR',
  'EEXIST',
  'EISDIR',
];

// What is written may come from a socket, whose errors are not the file system's.
function isFileSystemError(error: unknown): error is NodeJS.ErrnoException {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return false;
  return WRITING.includes(String(error.syscall)) && REFUSALS.includes(String(error.code));
}
