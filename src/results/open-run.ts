import { join } from 'node:path';
import { type Journal, readJournal } from './journal-reader.js';
import { type RecordedRun, recordedRun } from './recorded-run.js';
import { DEFAULT_RUNS, findRunDirectory } from './run-directory.js';

/** A run as it lies on disk, whole or as far as it came. */
export interface OpenedRun {
  /** Absolute. */
  readonly directory: string;
  readonly journal: Journal;
  readonly run: RecordedRun;
}

/**
 * Reads an earlier run by its folder, its id, an unambiguous part of its id, or `latest` (also `last`).
 * @param runs folder that holds runs by id
 * @throws UsageError when there is no such run; DataError when its journal cannot be read
 */
export async function openRun(name: string, runs: string = DEFAULT_RUNS): Promise<OpenedRun> {
  const directory = await findRunDirectory(runs, name === 'latest' ? 'last' : name);
  const journal = await readJournal(join(directory, 'journal.ndjson'));
  return { directory, journal, run: recordedRun(journal.started, journal.events) };
}
