import { freemem } from 'node:os';
import type { CellSummary, Emit, RunEvent } from '../../results/events.js';
import type { Fingerprint } from '../../results/fingerprint.js';
import { type RunVerdict, verdictOf } from '../../results/verdict.js';
import type { Cell, Suite } from '../../suites/suite.js';
import type { BenchmarkResult } from '../benchmark.js';
import { busyWarnings } from '../busy-warnings.js';
import type { CellRunner } from '../cell-runner.js';
import type { Interrupt } from '../interrupt.js';
import { runCells } from '../run-cells.js';
import { SideJournal, type SidePlan } from './sided-journals.js';
import { SidedRunner } from './sided-runner.js';
import { SIDES, type Side, twinCells, untwinned } from './sides.js';

/** Share of the memory that is free now which children may fill before they take turns. */
const MEMORY_SHARE = 0.6;

export interface SideBySideOptions {
  readonly suite: Suite;
  readonly cells: readonly Cell[];
  readonly request: unknown;
  /** Rounds of each cell on each side. */
  readonly rounds: number;
  readonly runners: Readonly<Record<Side, CellRunner>>;
  /** Whether each round of a cell has a process of its own, or all of them share one, as those of a benchmark do. */
  readonly processes: 'one-a-cell' | 'one-a-round';
  readonly fingerprints: Readonly<Record<Side, Fingerprint>>;
  /** Folder that holds the runs. */
  readonly runs: string;
  readonly command: string;
  readonly interrupt: Interrupt;
  /** Told every event of both sides, as of one run whose cells are twins. */
  readonly onEvent: Emit;
}

export type SidedResults = Readonly<Record<Side, BenchmarkResult>>;

/**
 * Measures the same cells with two codes in one job: each round of one beside the same round of the other, the order
 * reversed each round, so that neither is always first. Each side becomes a run of its own.
 * @throws DataError when results cannot be written
 */
export async function sideBySide(options: SideBySideOptions): Promise<SidedResults> {
  const { suite, cells, interrupt, onEvent, fingerprints } = options;
  const summaries = cells.map((cell) => summaryOf(suite, cell));
  const plan: SidePlan = {
    suite: suite.name,
    command: options.command,
    columns: suite.columns,
    request: options.request,
    cells: summaries,
  };
  const base = await SideJournal.begin(options.runs, 'base', plan, fingerprints.base);
  const head = await SideJournal.begin(options.runs, 'head', plan, fingerprints.head);
  const journals = { base, head };
  const twins = twinCells(cells);
  const emit: Emit = (event) => {
    if ('cellId' in event) {
      const { side, cellId } = untwinned(event.cellId);
      journals[side].emit({ ...event, cellId });
    }
    onEvent(event);
  };
  try {
    onEvent({ ...head.started, cells: twins.map((twin) => twinSummary(suite, twin)) });
    for (const warning of busyWarnings(fingerprints.head)) {
      for (const side of SIDES) journals[side].emit(warning);
      onEvent(warning);
    }
    await runCells({
      suite,
      cells: twins,
      rule: { kind: 'rounds', rounds: options.rounds },
      runner: new SidedRunner(options.runners, options.processes),
      emit,
      signal: interrupt.signal,
      memoryBytes: freemem() * MEMORY_SHARE,
    });
    const results = { base: finish(base, interrupt), head: finish(head, interrupt) };
    onEvent(finishedTogether(results));
    return results;
  } finally {
    for (const side of SIDES) journals[side].close();
  }
}

function summaryOf(suite: Suite, cell: Cell): CellSummary {
  const { id, subject, group, label } = cell;
  return { id, suite: cell.suite, subject, group, label, parameters: suite.describe(cell) };
}

/** As a view shows it: a subject on a side. */
function twinSummary(suite: Suite, twin: Cell): CellSummary {
  const summary = summaryOf(suite, twin);
  return { ...summary, subject: `${summary.subject} ${untwinned(twin.id).side}` };
}

function finish(journal: SideJournal, interrupt: Interrupt): BenchmarkResult {
  const verdict = verdictOf([...journal.run.statuses.values()], interrupt.exitCode());
  journal.finish(verdict);
  return { run: journal.run, verdict, directory: journal.directory };
}

function finishedTogether({ base, head }: SidedResults): RunEvent {
  const worse: RunVerdict = head.verdict.exitCode === 0 ? base.verdict : head.verdict;
  return { type: 'run-finished', ...worse, partial: base.verdict.partial || head.verdict.partial };
}
