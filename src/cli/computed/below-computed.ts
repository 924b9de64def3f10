import type { Paint } from '../../results/display/paint.js';
import { comparedRows, type RecordedRun, rowIds } from '../../results/recorded-run.js';
import { readBatchTraces } from './batch-traces.js';

export interface DrawOptions {
  readonly width: number;
  readonly paint: Paint;
}

/** With more, their pictures would push the table off the screen; each can be drawn by mls plot. */
const MOST_PICTURED = 2;

/** What stands below the table of a run: goodput against the rate, and of one or two simulations their batches. */
export async function belowComputed(
  run: RecordedRun,
  directory: string,
  options: DrawOptions,
): Promise<string[]> {
  const { renderGoodputCharts } = await import('../../report/scheduling/goodput-chart.js');
  const rows = comparedRows(run);
  const goodput = renderGoodputCharts(rows, run.started.columns, options);
  return [goodput, ...(rows.length <= MOST_PICTURED ? await batchPictures(run, directory, options) : [])];
}

/** Histogram and Gantt chart of each simulation that kept its batches. */
export async function batchPictures(
  run: RecordedRun,
  directory: string,
  options: DrawOptions,
): Promise<string[]> {
  const [{ renderBatchHistogram }, { renderGantt }] = await Promise.all([
    import('../../report/scheduling/batch-histogram.js'),
    import('../../report/scheduling/gantt-text.js'),
  ]);
  const ids = rowIds(run);
  const rows = comparedRows(run);
  const traces = await readBatchTraces(run, directory);
  return traces.flatMap((trace) => {
    const row = rows[ids.indexOf(trace.cellId)];
    const histogram = row === undefined ? '' : renderBatchHistogram(row, { ...options, label: trace.label });
    return [histogram, renderGantt(trace, options)];
  });
}
