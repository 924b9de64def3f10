import type { BatchTrace } from '../../results/batch-trace.js';
import { formatNumber } from '../../results/display/quantity.js';
import { readableWindow, type TimeWindow } from '../scheduling/gantt-lanes.js';
import type { Chart, Plot, PlotSource } from './plot.js';
import { colourOf, LABEL_SIZE, PLOT_WIDTH } from './plot-theme.js';
import { textWidth } from './text-width.js';

/** Of a column of text, so that as much time is shown as in a terminal. */
const COLUMN_PIXELS = 4;
const LANE_PIXELS = 16;

/** Batches by GPU, one plot for each simulation that was kept, over a time in which they can be told apart. */
export function ganttPlots({ traces = [], window }: PlotSource): Plot[] {
  return traces
    .filter(({ batches }) => batches.length > 0)
    .map((trace) => {
      const time = window ?? readableWindow(trace, PLOT_WIDTH / COLUMN_PIXELS);
      return {
        title: 'Batches by GPU, with their sizes',
        subtitle: trace.label,
        description:
          `What each of ${trace.gpus} GPUs runs from ${formatNumber(time.fromMs, 4)} to ${formatNumber(time.toMs, 4)} ms ` +
          'of virtual time; a bar is a batch.',
        chart: chartOf(trace, time),
      };
    });
}

function chartOf(trace: BatchTrace, { fromMs, toMs }: TimeWindow): Chart {
  const pixelsPerMs = PLOT_WIDTH / (toMs - fromMs);
  const bars = trace.batches
    .filter(({ startMs, endMs }) => endMs > fromMs && startMs < toMs)
    .map(({ gpu, model, size, startMs, endMs, isLost }) => {
      const [from, to] = [Math.max(startMs, fromMs), Math.min(endMs, toMs)];
      const room = (to - from) * pixelsPerMs - 4;
      const text = textWidth(String(size), LABEL_SIZE, false) <= room ? String(size) : '';
      return {
        gpu: `GPU ${gpu}`,
        model: trace.models[model] ?? '',
        from,
        to,
        middle: (from + to) / 2,
        text,
        isLost,
      };
    });
  const names = trace.models.filter((name) => bars.some(({ model }) => model === name));
  const lanes = Array.from({ length: trace.gpus }, (_, gpu) => `GPU ${gpu}`);
  const x = {
    type: 'quantitative' as const,
    title: 'time (ms)',
    scale: { domain: [fromMs, toMs], nice: false, zero: false },
  };
  const y = { field: 'gpu', type: 'nominal' as const, title: null, sort: lanes, scale: { domain: lanes } };
  return {
    width: PLOT_WIDTH,
    height: trace.gpus * LANE_PIXELS,
    data: { values: bars },
    layer: [
      {
        mark: { type: 'bar', height: LANE_PIXELS - 4, stroke: 'white', strokeWidth: 1, aria: false },
        encoding: {
          x: { ...x, field: 'from' },
          x2: { field: 'to' },
          y,
          color: {
            field: 'model',
            type: 'nominal',
            title: null,
            scale: { domain: names, range: names.map((_, at) => colourOf(at)) },
            ...(names.length > 1 ? {} : { legend: null }),
          },
          // Where there is no colour, what was lost is still paler than what was not.
          opacity: { condition: { test: 'datum.isLost', value: 0.3 }, value: 1 },
        },
      },
      {
        mark: { type: 'text', color: 'white', fontSize: LABEL_SIZE, aria: false },
        encoding: { x: { ...x, field: 'middle' }, y, text: { field: 'text', type: 'nominal' } },
      },
    ],
  };
}
