import type { OpenedCell, Sample } from '../results/events.js';
import type { Status } from '../results/status.js';
import type { Cell, CellOutcome } from '../suites/suite.js';
import type { OpenCell } from './cell-runner.js';

/** What is known of a cell that is not finished: kept when its child goes, and taken up again by a resumed run. */
export interface CellProgress {
  readonly cell: Cell;
  readonly samples: Sample[];
  opened: OpenedCell | null;
  peakRssBytes: number | null;
  /** Milliseconds spent in rounds, with their checks and their clearing up. */
  spentMs: number;
  /** The live child, when there is one. */
  child: OpenCell | undefined;
}

/** What a journal holds of a cell that did not finish. */
export interface EarlierProgress {
  readonly samples: readonly Sample[];
  readonly opened: OpenedCell | null;
  readonly peakRssBytes: number | null;
}

export function startProgress(cell: Cell, earlier?: EarlierProgress): CellProgress {
  const samples = [...(earlier?.samples ?? [])];
  return {
    cell,
    samples,
    opened: earlier?.opened ?? null,
    peakRssBytes: earlier?.peakRssBytes ?? null,
    spentMs: samples.reduce((sum, sample) => sum + sample.ms, 0),
    child: undefined,
  };
}

export function outcomeOf(progress: CellProgress, status: Status, reason: string | null): CellOutcome {
  const { samples, opened, peakRssBytes } = progress;
  return { status, reason, opened, samples, peakRssBytes };
}
