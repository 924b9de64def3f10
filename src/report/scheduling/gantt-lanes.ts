import type { BatchTrace, TracedBatch } from '../../results/batch-trace.js';

/** A stretch of time, in milliseconds from the start of the run. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Columns of one batch that touch one another, on one GPU. */
export interface GanttRun {
  readonly batch: TracedBatch;
  readonly column: number;
  readonly columns: number;
}

const COLUMNS_PER_BATCH = 9;

/** From the first batch on, as long as batches of usual length are wide enough to be read. */
export function readableWindow({ batches, fromMs }: BatchTrace, columns: number): TimeWindow {
  const durations = batches.map(({ startMs, endMs }) => endMs - startMs).sort((a, b) => a - b);
  const usualMs = durations[durations.length >> 1] ?? 1;
  const endMs = Math.max(fromMs, ...batches.map((batch) => batch.endMs));
  const spanMs = Math.max(usualMs, (usualMs * columns) / COLUMNS_PER_BATCH);
  return { fromMs, toMs: endMs > fromMs ? Math.min(endMs, fromMs + spanMs) : fromMs + spanMs };
}

/** What each GPU does in a window of time, column by column: of several batches in one, the longest. */
export function ganttLanes(trace: BatchTrace, window: TimeWindow, columns: number): GanttRun[][] {
  return Array.from({ length: trace.gpus }, (_, gpu) =>
    laneOf(
      trace.batches.filter((batch) => batch.gpu === gpu),
      window,
      columns,
    ),
  );
}

function laneOf(batches: readonly TracedBatch[], { fromMs, toMs }: TimeWindow, columns: number): GanttRun[] {
  const columnMs = (toMs - fromMs) / columns;
  const cells: { batch: TracedBatch; ms: number }[] = [];
  for (const batch of batches) {
    const first = Math.max(0, Math.floor((batch.startMs - fromMs) / columnMs));
    const last = Math.min(columns - 1, Math.floor((batch.endMs - fromMs) / columnMs));
    for (let column = first; column <= last; column++) {
      const start = fromMs + column * columnMs;
      const ms = Math.min(batch.endMs, start + columnMs) - Math.max(batch.startMs, start);
      if (ms > (cells[column]?.ms ?? 0)) cells[column] = { batch, ms };
    }
  }
  const runs: GanttRun[] = [];
  for (const [column, cell] of cells.entries()) {
    const before = runs.at(-1);
    // Less than half a column is not worth one, unless it is all there is of a batch.
    if (cell === undefined || (cell.ms < columnMs / 2 && cell.batch === before?.batch)) continue;
    if (before?.batch === cell.batch && before.column + before.columns === column) {
      runs[runs.length - 1] = { ...before, columns: before.columns + 1 };
    } else runs.push({ batch: cell.batch, column, columns: 1 });
  }
  return runs;
}
