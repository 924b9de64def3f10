import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { DataError } from '../errors.js';

const holder = z.object({ pid: z.int().positive(), host: z.string() });
type Holder = z.infer<typeof holder>;

/**
 * Keeps a journal to one process: two that resumed one run would write its cells twice. What a killed process left is taken
 * over, where that process ran on this host and is gone.
 * @returns lets go of it
 * @throws DataError when another process writes the journal, or the file beside it cannot be written
 */
export function lockJournal(journal: string): () => void {
  const path = `${journal}.lock`;
  const self: Holder = { pid: process.pid, host: hostname() };
  while (!create(path, self)) {
    const other = holderOf(path);
    if (other !== undefined && !isGone(other)) {
      const run = basename(dirname(journal));
      const where = other.host === self.host ? '' : ` on ${other.host}`;
      throw new DataError(
        `expected ${run} to be written by nobody else; process ${other.pid}${where} writes it: wait for it, or delete ${path} if there is none`,
        'run-in-use',
      );
    }
    rmSync(path, { force: true });
  }
  return () => rmSync(path, { force: true });
}

/** Whether a process is writing a run's journal now. */
export function isBeingWritten(journal: string): boolean {
  const other = holderOf(`${journal}.lock`);
  return other !== undefined && !isGone(other);
}

function create(path: string, self: Holder): boolean {
  try {
    writeFileSync(path, JSON.stringify(self), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError(`cannot write ${path}: ${reason}`, 'journal-write', { cause: error });
  }
}

/** Undefined where there is none, or what is there was never written whole. */
function holderOf(path: string): Holder | undefined {
  try {
    return holder.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function isGone({ pid, host }: Holder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // Of another user is there all the same.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
