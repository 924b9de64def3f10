import type { OpenedCell, Sample } from '../results/events.js';
import type { Status } from '../results/status.js';
import type { Cell } from '../suites/suite.js';
import type { ChildError, Reply } from './protocol.js';

export type PreparationProgress = Extract<Reply, { type: 'progress' }>;

export interface TimedRound {
  readonly sample: Sample;
  readonly peakRssBytes: number;
}

/** A cell that is loaded, warm and ready for rounds. */
export interface OpenCell {
  readonly opened: OpenedCell;
  readonly peakRssBytes: number;
  /** @throws CellFailure */
  round(round: number): Promise<TimedRound>;
  close(): Promise<void>;
}

/** Who runs cells: local child processes today, workers on other machines later. */
export interface CellRunner {
  /** @throws CellFailure */
  prepare(cells: readonly Cell[], onProgress: (progress: PreparationProgress) => void): Promise<void>;
  /**
   * @param roundMs what shorter work is repeated for in a round; by default long enough to be sure of one round
   * @throws CellFailure
   */
  open(cell: Cell, roundMs?: number): Promise<OpenCell>;
  /** Ends everything at once, in the middle of a round if need be. */
  stop(): void;
}

/** A cell came to an end that is not an answer. */
export class CellFailure extends Error {
  override readonly name = 'CellFailure';
  constructor(
    readonly status: Exclude<Status, 'ok' | 'wrong'>,
    readonly reason: string,
    /** What the child itself reported, where it lived long enough to. */
    readonly reported?: ChildError,
  ) {
    super(reason);
  }
}
