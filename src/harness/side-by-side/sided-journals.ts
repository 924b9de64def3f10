import { join } from 'node:path';
import type { CellSummary, Emit, RunEvent, RunStarted } from '../../results/events.js';
import type { Fingerprint } from '../../results/fingerprint.js';
import { JournalWriter } from '../../results/journal-writer.js';
import { type RecordedRun, recordedRun } from '../../results/recorded-run.js';
import { makeRunDirectory, newRunId } from '../../results/run-directory.js';
import type { RunVerdict } from '../../results/verdict.js';
import type { Side } from './sides.js';

/** What both sides' journals begin with. */
export type SidePlan = Pick<RunStarted, 'suite' | 'command' | 'columns' | 'request'> & {
  readonly cells: readonly CellSummary[];
};

/** One side of two that are measured in turns, as a run of its own: it can be read and compared like any other. */
export class SideJournal {
  readonly #events: RunEvent[] = [];
  readonly #writer: JournalWriter;

  private constructor(
    readonly directory: string,
    readonly started: RunStarted,
  ) {
    this.#writer = new JournalWriter(join(directory, 'journal.ndjson'));
    this.emit(started);
  }

  /** @throws DataError when it cannot be written */
  static async begin(runs: string, side: Side, plan: SidePlan, host: Fingerprint): Promise<SideJournal> {
    const runId = `${newRunId(plan.suite, new Date())}-${side}`;
    const directory = await makeRunDirectory(runs, runId);
    return new SideJournal(directory, {
      type: 'run-started',
      schemaVersion: 1,
      runId,
      ...plan,
      fingerprint: host,
    });
  }

  readonly emit: Emit = (event) => {
    this.#writer.append(event);
    this.#events.push(event);
  };

  get run(): RecordedRun {
    return recordedRun(this.started, this.#events);
  }

  finish(verdict: RunVerdict): void {
    this.emit({ type: 'run-finished', ...verdict });
  }

  close(): void {
    this.#writer.close();
  }
}
