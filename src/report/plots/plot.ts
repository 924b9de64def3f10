import type { LayerSpec } from 'vega-lite/types_unstable/spec/layer.js';
import type { BatchTrace } from '../../results/batch-trace.js';
import type { Ceiling } from '../../results/ceilings.js';
import type { ColumnDeclaration, Row } from '../../results/columns.js';
import type { Sample } from '../../results/events.js';
import type { TimeWindow } from '../scheduling/gantt-lanes.js';

export const PLOT_KINDS = [
  'elbow',
  'pareto',
  'latency',
  'scaling',
  'roofline',
  'goodput',
  'gantt',
  'batches',
] as const;
export type PlotKind = (typeof PLOT_KINDS)[number];

/** What plots are made of. */
export interface PlotSource {
  readonly columns: readonly ColumnDeclaration[];
  readonly rows: readonly Row[];
  readonly ceilings: readonly Ceiling[];
  /** Rounds of a row, where it was made of rounds. */
  readonly samplesOf: (row: Row) => readonly Sample[];
  /** Batches of simulations, where they were kept. */
  readonly traces?: readonly BatchTrace[] | undefined;
  /** The time to draw of them; by default one in which batches can be told apart. */
  readonly window?: TimeWindow | undefined;
}

export type Chart = LayerSpec<string>;

/** One plot, before it is drawn. */
export interface Plot {
  /** What is drawn against what. */
  readonly title: string;
  /** The question that its rows answer, where there are several. */
  readonly subtitle: string;
  /** What it shows in a sentence or two, for those who do not see it. */
  readonly description: string;
  readonly chart: Chart;
}
