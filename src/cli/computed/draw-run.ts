import { UsageError } from '../../errors.js';
import { parseDurationMs } from '../../parse/quantities.js';
import type { PlotKind } from '../../report/plots/plot.js';
import type { TimeWindow } from '../../report/scheduling/gantt-lanes.js';
import type { OpenedRun } from '../../results/open-run.js';
import { comparedRows, type RecordedRun, rowIds } from '../../results/recorded-run.js';
import { outputStyle } from '../output-style.js';
import type { PlotOptions } from '../report/report-run.js';
import { readBatchTraces } from './batch-traces.js';
import type { DrawOptions } from './below-computed.js';
import { chosenCells } from './chosen-cells.js';

export const PLOT_FORMS = ['svg', 'text'] as const;

const PIPE_WIDTH = 120;

/**
 * Plots of one kind for a terminal.
 * @throws UsageError for a kind that is drawn as SVG alone, or when the run has nothing to draw so
 */
export async function drawRun(
  { run, directory }: OpenedRun,
  kind: PlotKind,
  { cell, window }: PlotOptions,
): Promise<string> {
  const chosen = cell === undefined ? run : chosenCells(run, cell);
  const drawings = await drawingsOf(chosen, directory, kind, { ...outputStyle(PIPE_WIDTH), window });
  const drawn = drawings.filter((drawing) => drawing !== '');
  if (drawn.length > 0) return `${drawn.join('\n\n')}\n`;
  throw new UsageError(
    `expected a run of mls sim serving with ${NEEDS[kind] ?? ''} for --kind ${kind}; run ${run.started.runId} of ${run.started.suite} has none`,
  );
}

const NEEDS: Readonly<Partial<Record<PlotKind, string>>> = {
  goodput: 'two rates at least',
  gantt: 'batches that were kept',
  batches: 'batches',
};

async function drawingsOf(
  run: RecordedRun,
  directory: string,
  kind: PlotKind,
  options: DrawOptions & { readonly window: TimeWindow | undefined },
): Promise<string[]> {
  const rows = comparedRows(run);
  switch (kind) {
    case 'goodput': {
      const { renderGoodputCharts } = await import('../../report/scheduling/goodput-chart.js');
      return [renderGoodputCharts(rows, run.started.columns, options)];
    }
    case 'gantt': {
      const { renderGantt } = await import('../../report/scheduling/gantt-text.js');
      return (await readBatchTraces(run, directory)).map((trace) => renderGantt(trace, options));
    }
    case 'batches': {
      const { renderBatchHistogram } = await import('../../report/scheduling/batch-histogram.js');
      const labels = new Map(run.started.cells.map(({ id, label }) => [id, label]));
      const ids = rowIds(run);
      return rows.map((row, at) => {
        const id = ids[at] ?? '';
        return renderBatchHistogram(row, { ...options, label: labels.get(id) ?? id });
      });
    }
    default:
      throw new UsageError(
        `expected --as svg for --kind ${kind}; goodput, gantt and batches are drawn as text too`,
      );
  }
}

/** `1s:1100ms`. @throws UsageError */
export function parseWindow(text: string): TimeWindow {
  const [from, to, ...rest] = text.split(':');
  if (from === undefined || to === undefined || rest.length > 0) throw notAWindow(text);
  const [fromMs, toMs] = [
    from === '0' ? 0 : parseDurationMs('--window', from),
    parseDurationMs('--window', to),
  ];
  if (toMs > fromMs) return { fromMs, toMs };
  throw notAWindow(text);
}

function notAWindow(text: string): UsageError {
  return new UsageError(`expected --window to be two times of the run, such as 1s:1100ms; got "${text}"`);
}
