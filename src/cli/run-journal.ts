import { join } from 'node:path';
import { newRun } from '../harness/new-run.js';
import type { ColumnDeclaration, Row } from '../results/columns.js';
import type { CellSummary, Emit, RunEvent, RunStarted } from '../results/events.js';
import { JournalWriter } from '../results/journal-writer.js';
import type { Status } from '../results/status.js';
import type { RunVerdict } from '../results/verdict.js';

/** The journal of a run that is not made of rounds: a row as soon as it is measured. */
export interface RunJournal {
  readonly directory: string;
  readonly started: RunStarted;
  add(cellId: string, row: Row & { readonly status: Status }): void;
  finish(verdict: RunVerdict): void;
  close(): void;
}

export interface NewJournal {
  /** Folder of the runs. */
  readonly runs: string;
  readonly suite: string;
  readonly command: string;
  readonly columns: readonly ColumnDeclaration[];
  readonly cells: readonly CellSummary[];
  readonly request: unknown;
  readonly onEvent: Emit;
}

/** Begins a run in a new folder. @throws DataError when it cannot be written */
export async function openRunJournal({ runs, onEvent, ...run }: NewJournal): Promise<RunJournal> {
  const { runId, directory, host } = await newRun(runs, run.suite);
  const { suite, command, columns, cells, request } = run;
  const started: RunStarted = {
    type: 'run-started',
    schemaVersion: 1,
    runId,
    ...{ suite, command, columns, cells },
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
    finish: (verdict) => emit({ type: 'run-finished', ...verdict }),
    close: () => writer.close(),
  };
}
