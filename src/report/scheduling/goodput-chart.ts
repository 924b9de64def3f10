import type { ColumnDeclaration, Row } from '../../results/columns.js';
import { numberIn } from '../../results/display/headline.js';
import { type Paint, plainPaint } from '../../results/display/paint.js';
import { formatNumber } from '../../results/display/quantity.js';
import { renderLineChart } from '../line-chart.js';
import { byQuestion } from '../plots/questions.js';
import { goodputCurves } from './goodput-curves.js';

interface ChartOptions {
  readonly width: number;
  readonly paint?: Paint;
}

/** Requests answered in time against those that arrive, a curve for each policy; empty unless there are two rates. */
export function renderGoodputCharts(
  rows: readonly Row[],
  columns: readonly ColumnDeclaration[],
  { width, paint = plainPaint }: ChartOptions,
): string {
  const measured = rows.filter((row) => numberIn(row, 'goodputRps') !== null);
  return [...byQuestion(measured, columns)]
    .map(([question, asked]) => {
      const series = goodputCurves(asked).map(({ label, points }) => ({
        label,
        points: points.map(({ x, y }) => ({ x, ms: y })),
      }));
      return renderLineChart(series, {
        title: `Goodput against requests/s${question === '' ? '' : ` (${question})`}`,
        xTitle: 'requests/s',
        ...{ width, paint },
        linear: { x: true, y: true },
        yText: (value) => `${formatNumber(value, 2)}/s`,
      });
    })
    .filter((chart) => chart !== '')
    .join('\n\n');
}
