import type { Backend, Engine, EngineIdentity, Timeline } from '../backends/backend.js';
import type { ColumnDeclaration, Row } from '../results/columns.js';
import type { OpenedCell, Sample } from '../results/events.js';
import type { Check, Status } from '../results/status.js';

/** One thing to measure: suite x subject x parameters x dataset. JSON in, rows out, whoever runs it. */
export interface Cell {
  /** Stable across runs of the same plan: the key by which a run is resumed. */
  readonly id: string;
  readonly suite: string;
  readonly subject: string;
  readonly engine?: string;
  readonly threads: number;
  readonly group: string;
  readonly label: string;
  /** The suite's own parameters, as its schema reads them. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export type Progress = (done: number, total: number | undefined) => void;

export interface PrepareTools {
  /** Starts a named stage of which progress is told. */
  stage(name: string, unit: 'bytes' | 'queries' | 'rows'): Progress;
  /** Opens the oracle; asked for only when the truth is not cached. */
  openOracle(): Promise<Engine>;
  /** Opens the cell's own backend, for what only it can make, such as an index; the caller closes it. */
  openSubject(cell: Cell): Promise<Engine>;
  /** Milliseconds on the harness's clock: for what is made once and measured while it is made. */
  now(): number;
}

export interface CheckReport {
  readonly check: Check;
  readonly reason?: string;
  readonly quality: Readonly<Record<string, number>>;
  /** Ids of the first query's neighbours, where the cell asks for them. */
  readonly neighbours?: readonly number[];
}

/** A cell opened in its child process. */
export interface Trial {
  readonly identity: EngineIdentity;
  /** The timed work. The answer's check is not part of the time. */
  run(): Promise<{ check(): Promise<CheckReport> }>;
  /** A part of the timed work that goes through all of its code: enough to warm up where the whole takes long. */
  warmUp?(): Promise<void>;
  /**
   * Questions put one at a time, where latency counts: after each round every one is timed by itself, and the sample's
   * quality has their 50th, 90th and 99th percentiles as `p50Ms`, `p90Ms` and `p99Ms`.
   */
  readonly singles?: { readonly count: number; run(index: number): Promise<unknown> };
  close(): Promise<void>;
}

/** How a cell went, as its row is made from it. */
export interface CellOutcome {
  readonly status: Status;
  readonly reason: string | null;
  readonly opened: OpenedCell | null;
  readonly samples: readonly Sample[];
  readonly peakRssBytes: number | null;
}

export interface Suite {
  readonly name: string;
  readonly columns: readonly ColumnDeclaration[];
  /** Makes what cells need and can share, such as ground truth, before anything is timed. Idempotent, cached. */
  prepare(cell: Cell, tools: PrepareTools): Promise<void>;
  /** Bytes a child holds for this cell, roughly: decides whether children stay alive between rounds. */
  residentBytes(cell: Cell): number;
  open(cell: Cell, backend: Backend, timeline: Timeline): Promise<Trial>;
  /** Parameter columns of a cell's row. */
  describe(cell: Cell): Row;
  /** The row, in the order of `columns`. */
  row(cell: Cell, outcome: CellOutcome): Row;
}
