import { rm, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { UsageError } from '../../errors.js';
import { isBeingWritten } from '../../results/journal-lock.js';
import { folderBytes } from '../../results/list-runs.js';
import { findRunDirectory } from '../../results/run-directory.js';
import { confirmDeletion } from '../confirm.js';

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

/** @throws UsageError where nobody can be asked; MlsError `declined` when the answer is not yes */
export async function confirmRuns(directories: readonly string[]): Promise<void> {
  const what = directories.length === 1 ? 'this run' : `these ${directories.length} runs`;
  await confirmDeletion(
    what,
    directories.map((directory) => relative('.', directory)),
  );
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
