import type { Ceiling } from './ceilings.js';
import type { ColumnDeclaration, Row } from './columns.js';
import type { Fingerprint } from './fingerprint.js';
import type { Check, Status } from './status.js';

/** A cell as views see it: enough to draw a line before anything is measured. */
export interface CellSummary {
  readonly id: string;
  readonly suite: string;
  readonly subject: string;
  /** Cells of one group answer the same question and are interleaved. */
  readonly group: string;
  /** The question in words, such as `mnist-784 60000x784 l2 k=10 q=50`. */
  readonly label: string;
  /** Parameter columns, known before the run. */
  readonly parameters: Row;
}

export interface PartsMs {
  /** What reading vectors took, hidden by other parts or not; absent where nothing was read. */
  readonly read?: number;
  /** How long the other parts waited for it; absent where nothing was read. */
  readonly wait?: number;
  readonly load: number;
  readonly compile: number;
  readonly compute: number;
  readonly readback: number;
}

/** One timed round: what it took, and whether the answer held. */
export interface Sample {
  readonly round: number;
  readonly ms: number;
  readonly parts: PartsMs;
  readonly check: Check;
  readonly checkReason?: string;
  /** The suite's quality metrics of this round, such as recall. */
  readonly quality: Readonly<Record<string, number>>;
  /** Ids of the first query's neighbours, where the cell asks for them. */
  readonly neighbours?: readonly number[];
}

export interface OpenedCell {
  readonly engine: string;
  readonly device: string;
  readonly precision: string;
  readonly threads: number;
  readonly loadMs: number;
  readonly compileMs: number;
}

export interface RunStarted {
  readonly type: 'run-started';
  readonly schemaVersion: 1;
  readonly runId: string;
  readonly suite: string;
  /** What to type to resume, without the run's id. */
  readonly command: string;
  readonly columns: readonly ColumnDeclaration[];
  readonly cells: readonly CellSummary[];
  readonly fingerprint: Fingerprint;
  /** What the devices of this host can do at best; absent where nobody could measure it. */
  readonly ceilings?: readonly Ceiling[];
  /** The request as given, from which a resumed run makes the same plan. */
  readonly request: unknown;
}

export type RunEvent =
  | RunStarted
  | { readonly type: 'run-resumed'; readonly runId: string; readonly fingerprint: Fingerprint }
  /** Progress of what comes before measuring (fetching, ground truth); never journaled. */
  | {
      readonly type: 'stage';
      readonly stage: string;
      readonly done: number;
      /** Absent while the whole is unknown. */
      readonly total?: number;
      readonly unit: 'bytes' | 'queries' | 'rows';
    }
  | { readonly type: 'stage-finished'; readonly stage: string }
  | { readonly type: 'cell-opening'; readonly cellId: string }
  | { readonly type: 'cell-opened'; readonly cellId: string; readonly opened: OpenedCell }
  /** A round begins; never journaled. */
  | { readonly type: 'round-started'; readonly cellId: string; readonly round: number }
  | {
      readonly type: 'round';
      readonly cellId: string;
      readonly sample: Sample;
      readonly peakRssBytes: number;
    }
  | { readonly type: 'cell-finished'; readonly cellId: string; readonly status: Status; readonly row: Row }
  | { readonly type: 'warning'; readonly message: string }
  | {
      readonly type: 'run-finished';
      readonly partial: boolean;
      readonly verdict: string;
      readonly exitCode: number;
    };

export type Emit = (event: RunEvent) => void;
