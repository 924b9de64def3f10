import type { Row } from '../results/columns.js';
import { guideLine } from './plots/guide-line.js';
import { renderPlots } from './plots/render-plot.js';
import { seriesChart } from './plots/series-chart.js';
import { servingCurves } from './serving-curves.js';
import { captionOf } from './serving-table.js';

const CHARTS = [
  {
    name: 'latency-p99',
    figure: 'p99Ms',
    title: 'p99 latency',
    yTitle: 'p99 latency (ms)',
    yScale: 'log',
    hasSlo: true,
  },
  {
    name: 'latency-p50',
    figure: 'p50Ms',
    title: 'Median latency',
    yTitle: 'p50 latency (ms)',
    yScale: 'log',
    hasSlo: false,
  },
  {
    name: 'throughput',
    figure: 'throughputRps',
    title: 'Throughput',
    yTitle: 'answered (1/s)',
    yScale: 'linear',
    hasSlo: false,
  },
] as const;

/** Latency and throughput of all tiers against the rate, as files of SVG by name; none unless there are two rates. */
export async function renderServingSvgs(rows: readonly Row[], sloMs: number): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const { name, figure, title, yTitle, yScale, hasSlo } of CHARTS) {
    const curves = servingCurves(rows, figure);
    if (curves.length === 0) continue;
    const points = curves.flatMap(({ label, points: those }) =>
      those.map(({ x, y }) => ({ series: label, x, y })),
    );
    const chart = seriesChart({ points, xTitle: 'requests (1/s)', yTitle, xScale: 'linear', yScale });
    const slo = hasSlo && Number.isFinite(sloMs) ? guideLine({ axis: 'y', at: sloMs, label: 'SLO' }) : [];
    const most = Math.max(...points.map(({ y }) => y));
    const plot = {
      title: `${title} against requests/s`,
      subtitle: captionOf(rows),
      description: `${curves.map(({ label }) => label).join(', ')}; at most ${Number(most.toPrecision(4))}.`,
      chart: { ...chart, layer: [...chart.layer, ...slo] },
    };
    files.set(`${name}.svg`, await renderPlots([plot], name));
  }
  return files;
}
