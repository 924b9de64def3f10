import type { OpenedCell, Sample } from '../results/events.js';
import type { Cell } from '../suites/suite.js';

/** Counts what changes the meaning of a request or an answer: children of another checkout may have another. */
export const CELL_PROTOCOL = 3;

/** What the parent asks of a cell's child process. Each request is answered before the next is sent. */
export type Request =
  | { readonly type: 'prepare'; readonly cells: readonly Cell[] }
  | { readonly type: 'open'; readonly cell: Cell; readonly roundMs?: number }
  | { readonly type: 'round'; readonly round: number }
  | { readonly type: 'close' };

/** An error as it crosses the process boundary. */
export interface ChildError {
  readonly name: string;
  readonly message: string;
  /** Machine-readable code of `MlsError`s and system errors. */
  readonly code?: string;
  /** Of an unavailable engine. */
  readonly reason?: string;
  readonly remedy?: string;
}

export type Reply =
  | {
      readonly type: 'progress';
      readonly stage: string;
      readonly unit: 'bytes' | 'queries' | 'rows';
      readonly done: number;
      readonly total?: number;
    }
  | { readonly type: 'prepared' }
  | { readonly type: 'opened'; readonly opened: OpenedCell; readonly peakRssBytes: number }
  | { readonly type: 'round'; readonly sample: Sample; readonly peakRssBytes: number }
  | { readonly type: 'closed' }
  | { readonly type: 'error'; readonly error: ChildError };
