import { freemem } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../errors.js';
import type { Ceiling } from '../results/ceilings.js';
import type { Emit, RunEvent, RunStarted } from '../results/events.js';
import type { Fingerprint } from '../results/fingerprint.js';
import { type Journal, readJournal } from '../results/journal-reader.js';
import { JournalWriter } from '../results/journal-writer.js';
import { type RecordedRun, recordedRun, unfinishedCells } from '../results/recorded-run.js';
import { makeRunDirectory, newRunId } from '../results/run-directory.js';
import { type RunVerdict, verdictOf } from '../results/verdict.js';
import type { Cell, Suite } from '../suites/suite.js';
import { busyWarnings } from './busy-warnings.js';
import type { EarlierProgress } from './cell-progress.js';
import type { CellRunner } from './cell-runner.js';
import { fingerprint } from './fingerprint.js';
import { listenForInterrupt } from './interrupt.js';
import { runCells } from './run-cells.js';
import type { StoppingRule } from './stopping.js';

export interface BenchmarkOptions {
  readonly suite: Suite;
  readonly cells: readonly Cell[];
  readonly rule: StoppingRule;
  readonly runner: CellRunner;
  /** What the cells were made from, as JSON: from it a resumed run makes the same cells. */
  readonly request: unknown;
  /** The command line that a message can tell the user to type again. */
  readonly command: string;
  readonly target: Target;
  /** Of the devices that a new run may use. */
  readonly ceilings?: readonly Ceiling[];
  /** Told every event, after it is in the journal. */
  onEvent: Emit;
}

/** A new run, or an earlier one to go on with. */
export type Target =
  | { readonly kind: 'new'; readonly runs: string }
  | { readonly kind: 'resumed'; readonly directory: string; readonly allowMixed: boolean };

export interface BenchmarkResult {
  readonly run: RecordedRun;
  readonly verdict: RunVerdict;
  readonly directory: string;
}

/** Share of the memory that is free now which children may fill before they take turns. */
const MEMORY_SHARE = 0.6;

/**
 * Runs a benchmark from plan to verdict. Everything that happens is in the journal before anyone is told of it.
 * @throws DataError when results cannot be written; UsageError when a run cannot be resumed
 */
export async function benchmark(options: BenchmarkOptions): Promise<BenchmarkResult> {
  const host = await fingerprint();
  const opened = await openTarget(options, host);
  const { directory, earlier } = opened;
  const journal = new JournalWriter(join(directory, 'journal.ndjson'));
  const events: RunEvent[] = [...earlier];
  const emit: Emit = (event) => {
    journal.append(event);
    events.push(event);
    options.onEvent(event);
  };
  const interrupt = listenForInterrupt();
  try {
    for (const event of earlier) options.onEvent(event);
    for (const event of opened.begin) emit(event);
    const before = recordedRun(opened.started, earlier);
    const unfinished = new Set(unfinishedCells({ ...before, started: opened.started }).map(({ id }) => id));
    await runCells({
      suite: options.suite,
      cells: options.cells,
      rule: options.rule,
      runner: options.runner,
      emit,
      signal: interrupt.signal,
      memoryBytes: freemem() * MEMORY_SHARE,
      finished: new Set(options.cells.map(({ id }) => id).filter((id) => !unfinished.has(id))),
      earlier: earlierProgress(before),
    });
    const run = recordedRun(opened.started, events);
    const verdict = verdictOf([...run.statuses.values()], interrupt.exitCode());
    emit({ type: 'run-finished', ...verdict });
    return { run, verdict, directory };
  } finally {
    interrupt.dispose();
    journal.close();
  }
}

interface OpenTarget {
  readonly directory: string;
  readonly started: RunStarted;
  /** What the journal already holds. */
  readonly earlier: readonly RunEvent[];
  /** What this part of the run begins with. */
  readonly begin: readonly RunEvent[];
}

async function openTarget(options: BenchmarkOptions, host: Fingerprint): Promise<OpenTarget> {
  const { suite, cells, target } = options;
  if (target.kind === 'new') {
    const runId = newRunId(suite.name, new Date());
    const directory = await makeRunDirectory(target.runs, runId);
    const started: RunStarted = {
      type: 'run-started',
      schemaVersion: 1,
      runId,
      suite: suite.name,
      command: options.command,
      columns: suite.columns,
      cells: cells.map((cell) => {
        const { id, subject, group, label } = cell;
        return { id, suite: cell.suite, subject, group, label, parameters: suite.describe(cell) };
      }),
      fingerprint: host,
      ...(options.ceilings !== undefined && { ceilings: options.ceilings }),
      request: options.request,
    };
    return { directory, started, earlier: [], begin: [started, ...busyWarnings(host)] };
  }
  const journal = await readJournal(join(target.directory, 'journal.ndjson'));
  const { started } = journal;
  const same =
    started.cells.length === cells.length && started.cells.every(({ id }, i) => id === cells[i]?.id);
  if (!same)
    throw new UsageError(`run ${started.runId} was planned by another version of mls; start a new one`);
  const difference = differenceOf(started.fingerprint, host);
  if (difference !== undefined && !target.allowMixed) {
    throw new UsageError(
      `run ${started.runId} was measured with another ${difference}; its rows and new ones are not comparable. ` +
        'Start a new run, or mix them knowingly with --allow-mixed',
    );
  }
  const resumed: RunEvent = { type: 'run-resumed', runId: started.runId, fingerprint: host };
  const begin = [resumed, ...mixture(difference), ...damageOf(journal), ...busyWarnings(host)];
  return { directory: target.directory, started, earlier: journal.events, begin };
}

/** What of the host, versions or code differs, in words. */
function differenceOf(before: Fingerprint, now: Fingerprint): string | undefined {
  const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
  if (differs(before.host, now.host)) return 'host';
  if (differs(before.versions, now.versions)) return 'version of node or of an engine';
  if (differs(before.code, now.code)) return 'version of mls';
  return undefined;
}

function mixture(difference: string | undefined): RunEvent[] {
  if (difference === undefined) return [];
  const message = `resumed with another ${difference}: rows from before and from now are not comparable`;
  return [{ type: 'warning', message }];
}

function damageOf({ damage }: Journal): RunEvent[] {
  if (damage === undefined) return [];
  return [
    {
      type: 'warning',
      message: `line ${damage.line} of the journal is damaged: ${damage.reason}; it is left out`,
    },
  ];
}

function earlierProgress(run: RecordedRun): Map<string, EarlierProgress> {
  return new Map(
    [...run.samples].map(([id, samples]) => [
      id,
      { samples, opened: run.opened.get(id) ?? null, peakRssBytes: run.peakRssBytes.get(id) ?? null },
    ]),
  );
}
