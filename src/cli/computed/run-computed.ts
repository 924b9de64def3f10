import { type Interrupt, listenForInterrupt } from '../../harness/interrupt.js';
import { parseChoice } from '../../parse/choices.js';
import type { ColumnDeclaration } from '../../results/columns.js';
import { documentOf } from '../../results/document.js';
import type { CellSummary, RunEvent } from '../../results/events.js';
import { recordedRun } from '../../results/recorded-run.js';
import type { ComputedCell, ComputedSuite, Grid } from '../../suites/computed.js';
import { chooseView, UI_CHOICES } from '../../ui/choose-view.js';
import type { ComputedView } from '../../ui/computed/computed-view.js';
import { openComputedView } from '../../ui/computed/open-computed-view.js';
import { FORMATS, type RunOutcome } from '../present-run.js';
import { openRunJournal, type RunJournal } from '../run-journal.js';
import { computeCell } from './compute-cell.js';
import { computedColumns } from './computed-columns.js';
import type { ComputedRow } from './computed-row.js';
import { computedVerdict } from './computed-verdict.js';
import { printComputed } from './print-computed.js';

/** Flags of every command that computes; those of its suite are the grid. */
export interface ComputedOptions {
  readonly json: boolean;
  /** What to type for the same run. */
  readonly command: string;
  readonly format: string;
  readonly ui: string;
  /** Folder of the runs. */
  readonly out: string;
}

export interface ComputedOutcome extends RunOutcome {
  readonly directory: string;
}

interface Computing {
  readonly suite: ComputedSuite;
  readonly columns: readonly ColumnDeclaration[];
  readonly cells: readonly ComputedCell[];
  readonly journal: RunJournal;
  readonly view: ComputedView;
  readonly interrupt: Interrupt;
}

/**
 * Computes the cells of a suite in this process, one after another, from flags to the document.
 * @throws UsageError; DataError when results cannot be written
 */
export async function runComputed(
  suite: ComputedSuite,
  grid: Grid,
  { json, command, format, ui, out }: ComputedOptions,
): Promise<ComputedOutcome> {
  const output = parseChoice('--format', format, FORMATS);
  const kind = chooseView({ ui: parseChoice('--ui', ui, UI_CHOICES), json, stream: process.stderr });
  const columns = computedColumns(suite.columns);
  const cells = await suite.cells(grid);
  const interrupt = listenForInterrupt();
  const view = openComputedView(kind);
  const events: RunEvent[] = [];
  const onEvent = (event: RunEvent) => {
    events.push(event);
    view.handle(event);
    if (output === 'ndjson' && !json) process.stdout.write(`${JSON.stringify(event)}\n`);
  };
  const journal = await openRunJournal({
    ...{ command, columns, onEvent },
    runs: out,
    suite: suite.name,
    cells: cells.map((cell) => summaryOf(cell, suite)),
    request: grid,
  });
  try {
    const rows = await computeAll({ suite, columns, cells, journal, view, interrupt });
    const verdict = computedVerdict(
      rows.map(({ status }) => status),
      interrupt.exitCode(),
    );
    journal.finish(verdict);
    view.finish();
    const run = recordedRun(journal.started, events);
    const { directory } = journal;
    const document = documentOf(run, verdict);
    const { writeRunFiles } = await import('../../report/run-files.js');
    await writeRunFiles(directory, columns, document);
    if (!json) await printComputed(output, { run, verdict, directory });
    return { exitCode: verdict.exitCode, document, directory };
  } finally {
    view.finish();
    interrupt.dispose();
    journal.close();
  }
}

async function computeAll(computing: Computing): Promise<ComputedRow[]> {
  const { suite, columns, cells, journal, view, interrupt } = computing;
  const rows: ComputedRow[] = [];
  for (const cell of cells) {
    const row = await computeCell(suite.name, cell, columns, {
      signal: interrupt.signal,
      directory: journal.directory,
      onProgress: (done, total) => view.progress(cell.label, done, total),
    });
    if (row === undefined) break;
    rows.push(row);
    journal.add(cell.id, row);
  }
  return rows;
}

/** Cells of one group answer one question: they differ at most in who answers. */
function summaryOf(cell: ComputedCell, { name, columns }: ComputedSuite): CellSummary {
  const { id, subject, label, parameters } = cell;
  const asked = columns.filter(({ role, ofSubject }) => role === 'parameter' && ofSubject !== true);
  const group = asked.map((column) => parameters[column.name] ?? '').join(' ');
  return { id, suite: name, subject, group, label, parameters };
}
