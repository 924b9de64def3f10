import type { Row } from '../results/columns.js';
import { numberIn, textIn } from '../results/display/headline.js';
import { type Paint, plainPaint } from '../results/display/paint.js';
import { formatNumber } from '../results/display/quantity.js';
import { renderLineChart } from './line-chart.js';

interface CurveOptions {
  readonly width: number;
  readonly paint?: Paint;
}

const LATENCIES = [
  ['p99', 'p99Ms'],
  ['p50', 'p50Ms'],
] as const;
const BAR_MARGIN = 34;

/** Latency and throughput against the rate; empty unless there are two rates at least. */
export function renderLoadCurves(rows: readonly Row[], { width, paint = plainPaint }: CurveOptions): string {
  const x = rows.some((row) => numberIn(row, 'rate') !== null) ? 'rate' : 'concurrency';
  // What was sent otherwise than planned says nothing of the server.
  const points = onePerRate(
    rows.filter((row) => numberIn(row, x) !== null && textIn(row, 'status') !== 'invalid'),
    x,
  );
  if (points.length < 2) return '';
  const xTitle = x === 'rate' ? 'requests/s' : 'clients';
  const latency = renderLineChart(
    LATENCIES.map(([label, name]) => ({
      label,
      points: points.flatMap((row) => {
        const [at, ms] = [numberIn(row, x), numberIn(row, name)];
        return at === null || ms === null ? [] : [{ x: at, ms }];
      }),
    })),
    { title: `Latency against ${xTitle}`, xTitle, width, paint },
  );
  return [latency, throughputBars(points, x, xTitle, width, paint)]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** In ascending order; of several loads at one rate, as a search sends them, the one whose p99 is in the middle, or the worse of two. */
export function onePerRate(rows: readonly Row[], x: string): Row[] {
  const rates = [...new Set(rows.map((row) => numberIn(row, x) ?? Number.NaN))].sort((a, b) => a - b);
  return rates.flatMap((rate) => {
    const tries = rows.filter((row) => numberIn(row, x) === rate);
    tries.sort((a, b) => (numberIn(a, 'p99Ms') ?? 0) - (numberIn(b, 'p99Ms') ?? 0));
    const middle = tries[tries.length >> 1];
    return middle === undefined ? [] : [middle];
  });
}

/** A bar per rate: goodput solid, what was answered too late light. */
function throughputBars(
  rows: readonly Row[],
  x: string,
  xTitle: string,
  width: number,
  paint: Paint,
): string {
  const of = (row: Row, name: string) => numberIn(row, name) ?? 0;
  const most = Math.max(...rows.map((row) => Math.max(of(row, 'throughputRps'), of(row, 'offeredRps'))));
  if (!(most > 0)) return '';
  const room = Math.max(10, width - BAR_MARGIN);
  const names = rows.map((row) => formatNumber(of(row, x)));
  const nameWidth = Math.max(...names.map((name) => name.length));
  const lines = rows.map((row, i) => {
    const good = Math.round((of(row, 'goodputRps') / most) * room);
    const achieved = Math.round((of(row, 'throughputRps') / most) * room);
    const bar = paint('green', '█'.repeat(good)) + paint('yellow', '░'.repeat(Math.max(0, achieved - good)));
    const figure = `${formatNumber(of(row, 'goodputRps'))} of ${formatNumber(of(row, 'throughputRps'))}/s`;
    return `${(names[i] ?? '').padStart(nameWidth)} │${bar} ${figure}`;
  });
  return [paint('bold', `Goodput of throughput against ${xTitle}`), ...lines].join('\n');
}
