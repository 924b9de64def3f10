import { withCeilingShares } from './ceilings.js';
import type { Row } from './columns.js';
import type { CellSummary, OpenedCell, RunEvent, RunStarted, Sample } from './events.js';
import { withParetoFronts } from './pareto-front.js';
import { withSpeedups } from './speedup.js';
import type { Status } from './status.js';

/** A run as its events tell it: every table, document and resumed run is made from this. */
export interface RecordedRun {
  readonly started: RunStarted;
  /** Rows of cells that ended, by cell; an interrupted cell's row is replaced when it is taken up again. */
  readonly rows: ReadonlyMap<string, Row>;
  readonly statuses: ReadonlyMap<string, Status>;
  readonly samples: ReadonlyMap<string, readonly Sample[]>;
  readonly opened: ReadonlyMap<string, OpenedCell>;
  readonly peakRssBytes: ReadonlyMap<string, number>;
}

export function recordedRun(started: RunStarted, events: Iterable<RunEvent>): RecordedRun {
  const rows = new Map<string, Row>();
  const statuses = new Map<string, Status>();
  const samples = new Map<string, Sample[]>();
  const opened = new Map<string, OpenedCell>();
  const peakRssBytes = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'cell-opened') opened.set(event.cellId, event.opened);
    if (event.type === 'round') {
      const earlier = samples.get(event.cellId);
      if (earlier === undefined) samples.set(event.cellId, [event.sample]);
      else earlier.push(event.sample);
      peakRssBytes.set(event.cellId, Math.max(peakRssBytes.get(event.cellId) ?? 0, event.peakRssBytes));
    }
    if (event.type === 'cell-finished') {
      rows.set(event.cellId, event.row);
      statuses.set(event.cellId, event.status);
    }
  }
  return { started, rows, statuses, samples, opened, peakRssBytes };
}

/** The rows in the order of the plan, each compared with `ts`, with what its device can do and with its rivals. */
export function comparedRows(run: RecordedRun): Row[] {
  const { cells, columns, ceilings = [] } = run.started;
  const ids = rowIds(run);
  const known = new Map(cells.map((cell) => [cell.id, cell]));
  // Of a search that finds its cells as it goes there is no plan, and no group in which to compare.
  const compared = ids.every((id) => known.has(id))
    ? withSpeedups(cells, run.rows)
    : ids.map((id) => run.rows.get(id)).filter((row) => row !== undefined);
  return withParetoFronts(withCeilingShares(compared, ceilings), columns);
}

/** Ids of the cells that rows are of, in the same order: that of the plan, and what was not planned as it came. */
export function rowIds({ started: { cells }, rows }: RecordedRun): string[] {
  const planned = cells.map(({ id }) => id);
  return [...new Set([...planned, ...rows.keys()])].filter((id) => rows.has(id));
}

/** Cells without a row, or whose row says that they were interrupted. */
export function unfinishedCells(run: RecordedRun): CellSummary[] {
  return run.started.cells.filter(({ id }) => (run.statuses.get(id) ?? 'interrupted') === 'interrupted');
}
