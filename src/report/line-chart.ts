import { plot } from 'asciichart';
import { type Paint, plainPaint, type Tint } from '../results/display/paint.js';
import { scaleOf, xAxis, yLabels } from './chart-axes.js';
import type { LogScale } from './log-scale.js';

interface ChartPoint {
  readonly x: number;
  /** Milliseconds, unless the chart says otherwise. */
  readonly ms: number;
}

export interface ChartSeries {
  readonly label: string;
  readonly points: readonly ChartPoint[];
}

export interface ChartOptions {
  readonly title: string;
  /** Name of the x axis, such as `N`. */
  readonly xTitle: string;
  /** Columns in all; at least 40 are drawn. */
  readonly width?: number;
  /** Rows of the plot. */
  readonly height?: number;
  readonly paint?: Paint;
  /** A value of the y axis in words; a duration where it says nothing. */
  readonly yText?: (value: number) => string;
  /** Which axes are linear; that of y then begins at 0. */
  readonly linear?: { readonly x: boolean; readonly y: boolean };
}

/** Each series has a shape and a colour of its own: with colours off it is still known by its mark. */
const MARKS = ['●', '▲', '■', '◆', '○', '△', '□', '◇'] as const;
const TINTS: readonly Tint[] = ['cyan', 'yellow', 'magenta', 'green', 'blue', 'red'];
const LEAST_PLOT_WIDTH = 20;

interface Glyph {
  readonly char: string;
  readonly series: number;
}

/**
 * Times against a size on two logarithmic axes, where a power law is a straight line, unless the chart says otherwise. Points that are not positive
 * and finite are left out, as are series without any; with nothing left the answer is empty.
 */
export function renderLineChart(all: readonly ChartSeries[], options: ChartOptions): string {
  const { width = 80, height = 12, paint = plainPaint, yText } = options;
  const linear = options.linear ?? { x: false, y: false };
  const series = all
    .map(({ label, points }) => ({ label, points: points.filter(isDrawable).sort((a, b) => a.x - b.x) }))
    .filter(({ points }) => points.length > 0);
  const points = series.flatMap((one) => one.points);
  if (points.length === 0) return '';
  const times = { ...padded(points.map((point) => point.ms)), ...(linear.y && { low: 0 }) };
  const labels = series.map(({ label }, at) => `${MARKS[at % MARKS.length]} ${label}`);
  const gutter = yLabels(times, height, { isLinear: linear.y, ...(yText && { text: yText }) });
  const gutterWidth = Math.max(...gutter.map((label) => label.length));
  const labelWidth = Math.max(...labels.map((label) => label.length));
  const plotWidth = Math.max(LEAST_PLOT_WIDTH, width - gutterWidth - labelWidth - 5);
  const sizes = points.map((point) => point.x);
  const x = scaleOf(linear.x)(Math.min(...sizes), Math.max(...sizes), plotWidth - 1);
  const y = scaleOf(linear.y)(times.low, times.high, height - 1);
  const grid = draw(series, x, y);
  const ends = endLabels(series, y, height);
  const tint = (at: number, text: string) => paint(TINTS[at % TINTS.length] ?? 'cyan', text);
  const lines = gutter.map((label, row) => {
    const axis = `${label.padStart(gutterWidth)} ${label === '' ? '│' : '┤'}`;
    const end = ends[row];
    const name = end === undefined || end === null ? '' : ` ${tint(end, labels[end] ?? '')}`;
    return `${axis}${tinted(grid[row] ?? [], tint)}${name}`.trimEnd();
  });
  return [paint('bold', options.title), ...lines, ...xAxis(sizes, x, gutterWidth, options.xTitle)].join('\n');
}

function isDrawable({ x, ms }: ChartPoint): boolean {
  return Number.isFinite(x) && x > 0 && Number.isFinite(ms) && ms > 0;
}

/** Runs of one series are coloured together, and blanks not at all. */
function tinted(cells: readonly (Glyph | null)[], tint: (series: number, text: string) => string): string {
  const runs: { series: number | null; text: string }[] = [];
  for (const cell of cells) {
    const series = cell?.series ?? null;
    const run = runs.at(-1);
    if (run?.series === series) run.text += cell?.char ?? ' ';
    else runs.push({ series, text: cell?.char ?? ' ' });
  }
  return runs.map(({ series, text }) => (series === null ? text : tint(series, text))).join('');
}

/** A little room above and below; equal values still get an axis with a span. */
function padded(values: readonly number[]): { low: number; high: number } {
  return { low: Math.min(...values) / 1.15, high: Math.max(...values) * 1.15 };
}

/** Lines first, then the measured points over them, so that no point is hidden by a line. */
function draw(series: readonly ChartSeries[], x: LogScale, y: LogScale): (Glyph | null)[][] {
  const grid: (Glyph | null)[][] = Array.from({ length: y.steps + 1 }, () =>
    Array.from({ length: x.steps + 1 }, () => null),
  );
  const put = (row: number, column: number, glyph: Glyph) => {
    const line = grid[row];
    if (line !== undefined && column >= 0 && column <= x.steps) line[column] = glyph;
  };
  series.forEach(({ points }, at) => {
    const start = Math.round(x.at(points[0]?.x ?? 1));
    plotted(points, x, y).forEach((line, row) => {
      [...line].forEach((char, column) => {
        if (char !== ' ') put(row, start + column, { char, series: at });
      });
    });
  });
  series.forEach(({ points }, at) => {
    for (const point of points) {
      const row = y.steps - Math.round(y.at(point.ms));
      put(row, Math.round(x.at(point.x)), { char: MARKS[at % MARKS.length] ?? '●', series: at });
    }
  });
  return grid;
}

const AXIS_COLUMNS = 2;

/** The line of one series as asciichart draws it: one value per column, interpolated between measured points. */
function plotted(points: readonly ChartPoint[], x: LogScale, y: LogScale): string[] {
  const first = Math.round(x.at(points[0]?.x ?? 1));
  const last = Math.round(x.at(points.at(-1)?.x ?? 1));
  const values = Array.from({ length: last - first + 1 }, (_, at) => interpolated(points, first + at, x, y));
  const config = { min: 0, max: y.steps, height: y.steps, offset: AXIS_COLUMNS, format: () => '' };
  return plot(values, config)
    .split('\n')
    .map((line) => ` ${line.slice(AXIS_COLUMNS)}`);
}

function interpolated(points: readonly ChartPoint[], column: number, x: LogScale, y: LogScale): number {
  const after = points.findIndex((point) => x.at(point.x) >= column);
  const right = points[after < 0 ? points.length - 1 : after];
  const left = points[Math.max(0, (after < 0 ? points.length : after) - 1)];
  if (left === undefined || right === undefined) return 0;
  const span = x.at(right.x) - x.at(left.x);
  const share = span === 0 ? 0 : Math.min(1, (column - x.at(left.x)) / span);
  return y.at(left.ms) + (y.at(right.ms) - y.at(left.ms)) * share;
}

/** Which series is named at the right of each row: beside its last point, or on the nearest free row. */
function endLabels(series: readonly ChartSeries[], y: LogScale, height: number): (number | null)[] {
  const rows: (number | null)[] = Array.from({ length: height }, () => null);
  const ends = series
    .map(({ points }, at) => ({ at, row: y.steps - Math.round(y.at(points.at(-1)?.ms ?? 1)) }))
    .sort((a, b) => a.row - b.row);
  for (const { at, row } of ends) {
    const free = rows
      .map((taken, candidate) => ({ taken, candidate }))
      .filter(({ taken }) => taken === null)
      .sort((a, b) => Math.abs(a.candidate - row) - Math.abs(b.candidate - row))[0];
    if (free !== undefined) rows[free.candidate] = at;
  }
  return rows;
}
