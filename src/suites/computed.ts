import type { ColumnDeclaration, Row } from '../results/columns.js';
import type { Status } from '../results/status.js';

/** Flags of the command without their dashes, as an experiment writes them; a list stands for a comma-separated value. */
export type Grid = Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>;

export interface ComputeTools {
  readonly signal: AbortSignal;
  /** Tells how far a cell is, and lets the process draw and hear of Ctrl-C: to be called and awaited every 50 ms or so. */
  progress(done: number, total: number): Promise<void>;
  /** Keeps a file beside the run's journal, such as a trace that can be drawn; without it, nothing is kept. */
  readonly keep?: ((name: string, text: string) => Promise<void>) | undefined;
}

/** One row to be: in virtual time or by arithmetic, so that it is the same on every host. */
export interface ComputedCell {
  /** Stable across runs of the same grid. */
  readonly id: string;
  /** Who is compared: a policy, a predictor. */
  readonly subject: string;
  readonly label: string;
  readonly parameters: Row;
  /** @throws MlsError, which becomes the row's reason; AbortError of the signal */
  compute(tools: ComputeTools): Promise<Row & { readonly status: Status }>;
}

/** What is computed rather than timed: simulations, plans, predictors. */
export interface ComputedSuite {
  readonly name: string;
  readonly columns: readonly ColumnDeclaration[];
  /** @throws UsageError naming the flag that cannot be read */
  cells(grid: Grid): Promise<readonly ComputedCell[]>;
}
