import type { Row } from '../results/columns.js';
import { numberIn, textIn } from '../results/display/headline.js';
import { onePerRate } from './load-curve.js';
import { renderPlots } from './plots/render-plot.js';
import { seriesChart } from './plots/series-chart.js';

const CHARTS = [
  { name: 'latency-p99', figure: 'p99Ms', yTitle: 'p99 latency (ms)', title: 'p99 latency' },
  { name: 'throughput', figure: 'throughputRps', yTitle: 'answered (1/s)', title: 'Throughput' },
] as const;

/** The curves of a sweep over rates as files of SVG, by name; none unless there are two rates at least. */
export async function renderLoadSvgs(rows: readonly Row[]): Promise<Map<string, string>> {
  const x = rows.some((row) => numberIn(row, 'rate') !== null) ? 'rate' : 'concurrency';
  const xTitle = x === 'rate' ? 'requests (1/s)' : 'clients';
  const subtitle = `${textIn(rows[0] ?? {}, 'url') ?? ''}, ${textIn(rows[0] ?? {}, 'arrivals') ?? ''}`;
  const measured = onePerRate(
    rows.filter((row) => textIn(row, 'status') !== 'invalid'),
    x,
  );
  const files = new Map<string, string>();
  for (const { name, figure, yTitle, title } of CHARTS) {
    const points = measured.flatMap((row) => {
      const [at, value] = [numberIn(row, x), numberIn(row, figure)];
      return at === null || value === null ? [] : [{ series: title, x: at, y: value }];
    });
    if (points.length < 2) continue;
    const chart = seriesChart({ points, xTitle, yTitle, xScale: 'linear', yScale: 'linear' });
    const plot = {
      title: `${title} against ${x === 'rate' ? 'requests/s' : 'clients'}`,
      subtitle,
      description: `At ${points.map((point) => `${point.x}: ${Number(point.y.toPrecision(4))}`).join('; ')}.`,
      chart,
    };
    files.set(`${name}.svg`, await renderPlots([plot], name));
  }
  return files;
}
