import { LOSS_TITLE } from '../elbow-chart.js';
import { type ElbowCurve, elbowCurves } from '../elbow-curve.js';
import type { Plot, PlotSource } from './plot.js';
import { INK } from './plot-theme.js';
import { seriesChart } from './series-chart.js';

const FEWEST_POINTS = 2;

/** The loss of K-Means against k, one plot a metric, with the elbow where Kneedle finds one. */
export function elbowPlots({ rows }: PlotSource): Plot[] {
  return elbowCurves(rows)
    .filter(({ points }) => points.length >= FEWEST_POINTS)
    .map(plotOf);
}

function plotOf({ metric, points, elbow, warning }: ElbowCurve): Plot {
  const chart = seriesChart({
    points: points.map(({ k, loss }) => ({ series: metric, x: k, y: loss })),
    xTitle: 'k (clusters)',
    yTitle: `loss (${LOSS_TITLE[metric]})`,
    xScale: 'linear',
    yScale: 'linear',
  });
  const [first, last] = [points[0], points.at(-1)];
  const range =
    first === undefined || last === undefined
      ? ''
      : `The loss falls from ${round(first.loss)} at k = ${first.k} to ${round(last.loss)} at k = ${last.k}. `;
  const found = elbow === undefined ? 'No elbow was found' : `The elbow is at k = ${elbow.k}`;
  const mark = elbow === undefined ? [] : elbowMark(elbow.k);
  return {
    title: 'K-Means: loss against k',
    subtitle: [metric, elbow === undefined ? 'no elbow' : `elbow at k = ${elbow.k}`].join(', '),
    description: `${range}${found}${warning === undefined ? '' : `; ${warning}`}.`,
    chart: { ...chart, layer: [...chart.layer, ...mark] },
  };
}

function elbowMark(k: number) {
  const data = { values: [{ x: k, text: `k = ${k}` }] };
  const x = { field: 'x', type: 'quantitative' as const };
  return [
    { data, mark: { type: 'rule' as const, strokeDash: [4, 4], color: INK, aria: false }, encoding: { x } },
    {
      data,
      mark: {
        type: 'text' as const,
        align: 'left' as const,
        dx: 5,
        baseline: 'top' as const,
        color: INK,
        y: 4,
        aria: false,
      },
      encoding: { x, text: { field: 'text', type: 'nominal' as const } },
    },
  ];
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
