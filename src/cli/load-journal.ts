import { join } from 'node:path';
import { newRun } from '../harness/new-run.js';
import { LOAD_COLUMNS } from '../load/columns.js';
import type { LoadRow } from '../load/row.js';
import type { RunEvent, RunStarted } from '../results/events.js';
import { JournalWriter } from '../results/journal-writer.js';
import type { RunVerdict } from '../results/verdict.js';

/** The journal of a load run: a row as soon as it is measured. */
export interface LoadJournal {
  readonly directory: string;
  readonly started: RunStarted;
  add(cellId: string, row: LoadRow): void;
  warn(message: string): void;
  finish(verdict: RunVerdict): void;
  close(): void;
}

/**
 * Begins a run in a new folder of `runs`. A search for the capacity does not know its cells beforehand: they are those
 * that finish.
 */
export async function openLoadJournal(
  runs: string,
  url: string,
  cells: readonly { readonly id: string; readonly label: string }[],
  request: unknown,
  onEvent: (event: RunEvent) => void,
): Promise<LoadJournal> {
  const { runId, directory, host } = await newRun(runs, 'load');
  const started: RunStarted = {
    type: 'run-started',
    schemaVersion: 1,
    runId,
    suite: 'load',
    command: 'mls load',
    columns: LOAD_COLUMNS,
    cells: cells.map(({ id, label }) => ({
      id,
      suite: 'load',
      subject: url,
      group: url,
      label,
      parameters: {},
    })),
    fingerprint: host,
    request,
  };
  const writer = new JournalWriter(join(directory, 'journal.ndjson'));
  const emit = (event: RunEvent) => {
    writer.append(event);
    onEvent(event);
  };
  emit(started);
  return {
    directory,
    started,
    add: (cellId, row) => emit({ type: 'cell-finished', cellId, status: row.status, row }),
    warn: (message) => emit({ type: 'warning', message }),
    finish: (verdict) => emit({ type: 'run-finished', ...verdict }),
    close: () => writer.close(),
  };
}
