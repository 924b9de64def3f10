import { formatNumber } from '../../results/display/quantity.js';
import { goodputCurves } from '../scheduling/goodput-curves.js';
import type { Plot, PlotSource } from './plot.js';
import { byQuestion } from './questions.js';
import { seriesChart } from './series-chart.js';

/** Requests answered in time against those that arrive, a line for each policy. */
export function goodputPlots({ rows, columns }: PlotSource): Plot[] {
  if (!columns.some(({ name, ofSubject }) => name === 'policy' && ofSubject === true)) return [];
  return [...byQuestion(rows, columns)].flatMap(([question, asked]) => {
    const curves = goodputCurves(asked);
    if (curves.length === 0) return [];
    const points = curves.flatMap(({ label, points }) => points.map(({ x, y }) => ({ series: label, x, y })));
    const best = curves.map(
      ({ label, points }) => `${label} ${formatNumber(Math.max(...points.map(({ y }) => y)))}`,
    );
    return {
      title: 'Goodput against requests',
      subtitle: question,
      description: `Requests answered in time a second against requests a second; at most: ${best.join(', ')}.`,
      chart: seriesChart({
        points,
        xTitle: 'requests (1/s)',
        yTitle: 'goodput (1/s)',
        xScale: 'linear',
        yScale: 'linear',
      }),
    };
  });
}
