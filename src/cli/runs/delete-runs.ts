import { rm, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { EXIT, MlsError, UsageError } from '../../errors.js';
import { isBeingWritten } from '../../results/journal-lock.js';
import { folderBytes } from '../../results/list-runs.js';
import { findRunDirectory } from '../../results/run-directory.js';

/** Folders of the runs named, each once. @throws UsageError when one is none, before anything is deleted */
export async function runsToDelete(names: readonly string[], runs: string): Promise<string[]> {
  const directories: string[] = [];
  for (const name of names) {
    const directory = await findRunDirectory(runs, name === 'latest' ? 'last' : name);
    // Only what was once a run is deleted, whatever a path may name.
    if ((await stat(join(directory, 'journal.ndjson')).catch(() => null)) === null) {
      throw new UsageError(`expected a run, and ${directory} has no journal.ndjson; delete it by hand`);
    }
    if (isBeingWritten(join(directory, 'journal.ndjson'))) {
      throw new UsageError(
        `expected a run that has ended, and ${basename(directory)} is being written; end it first`,
      );
    }
    if (!directories.includes(directory)) directories.push(directory);
  }
  return directories;
}

/** Asks on the terminal. @throws UsageError where there is none; MlsError `declined` when the answer is not yes */
export async function confirmDeletion(directories: readonly string[]): Promise<void> {
  const what = directories.length === 1 ? 'this run' : `these ${directories.length} runs`;
  if (!process.stdin.isTTY) {
    throw new UsageError(`expected --yes to delete ${what} where nobody can be asked`);
  }
  for (const directory of directories) process.stderr.write(`  ${relative('.', directory)}\n`);
  const answer = await ask(`Delete ${what} for good? [y/N] `);
  if (/^y(es)?$/i.test(answer.trim())) return;
  throw new MlsError('nothing was deleted', 'declined', EXIT.interrupted);
}

/** What is typed; Ctrl-C and the end of the input are no answer. */
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const gone = new AbortController();
  // A question whose input ends would never be settled.
  for (const event of ['close', 'SIGINT'] as const) terminal.once(event, () => gone.abort());
  try {
    return await terminal.question(question, { signal: gone.signal });
  } catch {
    process.stderr.write('\n');
    return '';
  } finally {
    terminal.close();
  }
}

/** @returns ids of the runs deleted and the bytes that were theirs */
export async function deleteRuns(
  directories: readonly string[],
): Promise<{ deleted: string[]; bytes: number }> {
  let bytes = 0;
  for (const directory of directories) {
    bytes += await folderBytes(directory);
    await rm(directory, { recursive: true });
  }
  return { deleted: directories.map((directory) => basename(directory)), bytes };
}
