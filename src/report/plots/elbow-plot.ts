import { LOSS_TITLE } from '../elbow-chart.js';
import { type ElbowCurve, elbowCurves } from '../elbow-curve.js';
import { guideLine } from './guide-line.js';
import type { Plot, PlotSource } from './plot.js';
import { seriesChart } from './series-chart.js';

const FEWEST_POINTS = 2;

/** The loss of K-Means against k, one plot a metric, with the elbow where Kneedle finds one. */
export function elbowPlots({ rows }: PlotSource): Plot[] {
  return elbowCurves(rows)
    .filter(({ points }) => points.length >= FEWEST_POINTS)
    .map((curve) => elbowPlot(curve));
}

/** @param subtitle what the losses are of; beside the metric and the elbow */
export function elbowPlot(
  { metric, points, elbow, warning }: ElbowCurve,
  subtitle: readonly string[] = [],
): Plot {
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
  const mark = elbow === undefined ? [] : guideLine({ axis: 'x', at: elbow.k, label: `k = ${elbow.k}` });
  return {
    title: 'K-Means: loss against k',
    subtitle: [...subtitle, metric, elbow === undefined ? 'no elbow' : `elbow at k = ${elbow.k}`].join(', '),
    description: `${range}${found}${warning === undefined ? '' : `; ${warning}`}.`,
    chart: { ...chart, layer: [...chart.layer, ...mark] },
  };
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
