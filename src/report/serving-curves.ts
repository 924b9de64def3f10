import type { Row } from '../results/columns.js';
import { numberIn, textIn } from '../results/display/headline.js';
import { type Paint, plainPaint } from '../results/display/paint.js';
import { formatNumber } from '../results/display/quantity.js';
import { renderLineChart } from './line-chart.js';

interface CurveOptions {
  readonly width: number;
  readonly paint?: Paint;
}

export interface ServingCurve {
  readonly label: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Latency and throughput of all tiers against the rate; empty unless there are two rates at least. */
export function renderServingCurves(
  rows: readonly Row[],
  { width, paint = plainPaint }: CurveOptions,
): string {
  const charts = [
    {
      name: 'p99Ms',
      title: 'p99 latency against requests/s',
      yText: undefined,
      linear: { x: true, y: false },
    },
    {
      name: 'throughputRps',
      title: 'Answers/s against requests/s',
      yText: (value: number) => `${formatNumber(value, 2)}/s`,
      linear: { x: true, y: true },
    },
  ];
  return charts
    .map(({ name, title, yText, linear }) => {
      const series = servingCurves(rows, name).map(({ label, points }) => ({
        label,
        points: points.map(({ x, y }) => ({ x, ms: y })),
      }));
      const options = { title, xTitle: 'requests/s', width, paint, linear, ...(yText && { yText }) };
      return series.length === 0 ? '' : renderLineChart(series, options);
    })
    .filter((chart) => chart !== '')
    .join('\n\n');
}

/** A curve per tier, or per policy of it where there are several. What was not sent as planned tells nothing of a tier. */
export function servingCurves(rows: readonly Row[], name: string): ServingCurve[] {
  const sent = rows.filter(
    (row) => textIn(row, 'tier') !== 'null' && ['ok', 'failed'].includes(textIn(row, 'status') ?? ''),
  );
  if (new Set(sent.map((row) => row.rate)).size < 2) return [];
  const policies = (tier: string | null) =>
    new Set(sent.filter((row) => row.tier === tier).map((row) => row.policy)).size;
  const curves = new Map<string, { x: number; y: number }[]>();
  for (const row of sent) {
    const tier = textIn(row, 'tier');
    const label = policies(tier) > 1 ? `${tier} ${textIn(row, 'policy')}` : (tier ?? '');
    const [x, y] = [numberIn(row, 'rate'), numberIn(row, name)];
    if (x === null || y === null || !(y > 0)) continue;
    curves.set(label, [...(curves.get(label) ?? []), { x, y }]);
  }
  return [...curves].map(([label, points]) => ({ label, points: points.sort((a, b) => a.x - b.x) }));
}
