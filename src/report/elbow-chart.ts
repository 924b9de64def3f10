import { plot } from 'asciichart';
import { type Paint, plainPaint } from '../results/display/paint.js';
import { formatNumber } from '../results/display/quantity.js';
import { xAxis } from './chart-axes.js';
import type { ElbowCurve, ElbowPoint } from './elbow-curve.js';
import { type LinearScale, linearScale } from './linear-scale.js';

export interface ElbowChartOptions {
  readonly width?: number;
  /** Rows of the plot. */
  readonly height?: number;
  readonly paint?: Paint;
}

const LEAST_PLOT_WIDTH = 20;
const AXIS_COLUMNS = 2;
const LOSS_DIGITS = 4;

/** What the loss of a metric is a sum of. */
export const LOSS_TITLE = { l2: 'sum of L2 distances', cosine: 'sum of 1 - cos' } as const;

/** The loss against k on linear axes, as an elbow is looked for, and what it shows in words. */
export function renderElbowChart(curve: ElbowCurve, options: ElbowChartOptions = {}): string {
  const { width = 80, height = 12, paint = plainPaint } = options;
  const { points, elbow, metric, warning } = curve;
  const losses = points.map(({ loss }) => loss);
  const ks = points.map(({ k }) => k);
  if (points.length < 2) return warning === undefined ? '' : paint('yellow', `${metric}: ${warning}`);
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  const gutter = gutterOf(low, high, height);
  const gutterWidth = Math.max(...gutter.map((label) => label.length));
  const x = linearScale(
    Math.min(...ks),
    Math.max(...ks),
    Math.max(LEAST_PLOT_WIDTH, width - gutterWidth - 4) - 1,
  );
  const y = linearScale(low, high, height - 1);
  const grid = drawn(points, x, y);
  for (const { k, loss } of points) {
    const line = grid[y.steps - Math.round(y.at(loss))];
    if (line !== undefined) line[Math.round(x.at(k))] = k === elbow?.k ? '◆' : '●';
  }
  const lines = gutter.map((label, row) => {
    const axis = `${label.padStart(gutterWidth)} ${label === '' ? '│' : '┤'}`;
    return `${axis}${(grid[row] ?? []).join('')}`.trimEnd();
  });
  return [
    paint('bold', `loss against k, ${metric} (${LOSS_TITLE[metric]})`),
    ...lines,
    ...xAxis(ks, x, gutterWidth, 'k'),
    ...(elbow === undefined ? [] : [`◆ elbow at k = ${elbow.k} (Kneedle; ${sagInWords(elbow.sag)})`]),
    ...(warning === undefined ? [] : [paint('yellow', `warning: ${warning}`)]),
  ].join('\n');
}

function sagInWords(sag: number): string {
  return `${(100 * sag).toFixed(0)} % of the way from a straight line to a corner`;
}

function gutterOf(low: number, high: number, height: number): string[] {
  const labels = Array.from({ length: height }, () => '');
  for (const row of [0, Math.floor((height - 1) / 2), height - 1]) {
    labels[row] = formatNumber(high - ((high - low) * row) / (height - 1), LOSS_DIGITS);
  }
  return labels;
}

/** The line as asciichart draws it: one value per column, interpolated between the points. */
function drawn(points: readonly ElbowPoint[], x: LinearScale, y: LinearScale): string[][] {
  const values = Array.from({ length: x.steps + 1 }, (_, column) => heightAt(points, column, x, y));
  const config = { min: 0, max: y.steps, height: y.steps, offset: AXIS_COLUMNS, format: () => '' };
  return plot(values, config)
    .split('\n')
    .map((line) => [...` ${line.slice(AXIS_COLUMNS)}`]);
}

function heightAt(points: readonly ElbowPoint[], column: number, x: LinearScale, y: LinearScale): number {
  const after = points.findIndex(({ k }) => x.at(k) >= column);
  const right = points[after < 0 ? points.length - 1 : after];
  const left = points[Math.max(0, (after < 0 ? points.length : after) - 1)];
  if (left === undefined || right === undefined) return 0;
  const span = x.at(right.k) - x.at(left.k);
  const share = span === 0 ? 0 : Math.min(1, (column - x.at(left.k)) / span);
  return y.at(left.loss) + (y.at(right.loss) - y.at(left.loss)) * share;
}
