import type { Row } from '../results/columns.js';
import { numberIn, textIn } from '../results/display/headline.js';
import { onePerRate } from './load-curve.js';
import { renderSvgLineChart } from './svg-line-chart.js';

/** The curves of a sweep over rates as files of SVG, by name; none unless there are two rates at least. */
export function renderLoadSvgs(rows: readonly Row[]): Map<string, string> {
  const x = rows.some((row) => numberIn(row, 'rate') !== null) ? 'rate' : 'concurrency';
  const xTitle = x === 'rate' ? 'requests/s' : 'clients';
  const note = `${textIn(rows[0] ?? {}, 'url') ?? ''} · ${textIn(rows[0] ?? {}, 'arrivals') ?? ''}`;
  const measured = onePerRate(
    rows.filter((row) => textIn(row, 'status') !== 'invalid'),
    x,
  );
  const charts = [
    ['latency-p99.svg', 'p99Ms', 'p99, ms', `99th percentile of latency against ${xTitle}`],
    ['throughput.svg', 'throughputRps', 'answered/s', `Throughput against ${xTitle}`],
  ] as const;
  return new Map(
    charts.flatMap(([file, name, yTitle, title]): [string, string][] => {
      const points = measured.flatMap((row) => {
        const [at, value] = [numberIn(row, x), numberIn(row, name)];
        return at === null || value === null ? [] : [{ x: at, y: value }];
      });
      if (points.length < 2) return [];
      return [[file, renderSvgLineChart({ title, notes: [note], xTitle, yTitle, points })]];
    }),
  );
}
