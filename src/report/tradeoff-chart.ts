import { type Paint, plainPaint, type Tint } from '../results/display/paint.js';
import { formatNumber } from '../results/display/quantity.js';
import { logScale, logTicks } from './log-scale.js';
import { wrapParts } from './wrap-text.js';

export interface TradeoffPoint {
  readonly recall: number;
  readonly queriesPerSecond: number;
  readonly onFront: boolean;
}

export interface TradeoffSeries {
  readonly label: string;
  readonly points: readonly TradeoffPoint[];
}

export interface TradeoffOptions {
  readonly title: string;
  /** The step in which recall can change: no point stands nearer to 0 or 1 than half of it. */
  readonly resolution: number;
  /** Columns in all; at least 40 are drawn. */
  readonly width?: number;
  /** Rows of the plot. */
  readonly height?: number;
  readonly paint?: Paint;
}

/** Each series has a shape and a colour of its own, filled for points on the front. */
const MARKS = [
  ['●', '○'],
  ['▲', '△'],
  ['■', '□'],
  ['◆', '◇'],
  ['★', '☆'],
] as const;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const TINTS: readonly Tint[] = ['cyan', 'yellow', 'magenta', 'green', 'blue', 'red'];
const RECALL_TICKS = [0.01, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999, 0.99999];
const LEAST_PLOT_WIDTH = 20;

interface Mark {
  readonly filled: string;
  readonly hollow: string;
  readonly tint: Tint;
}

/**
 * Queries a second (logarithmic) against recall (logit: as far from 0.9 to 0.99 as from 0.99 to 0.999), one mark for
 * each series. A recall of 1 stands at the right edge. With nothing to draw the answer is empty.
 */
export function renderTradeoffChart(all: readonly TradeoffSeries[], options: TradeoffOptions): string {
  const { width = 80, height = 12, resolution, paint = plainPaint } = options;
  const series = all
    .map(({ label, points }) => ({ label, points: points.filter(isDrawable) }))
    .filter(({ points }) => points.length > 0)
    .map((one, at) => ({ ...one, mark: markOf(at) }));
  const points = series.flatMap((one) => one.points);
  if (points.length === 0) return '';
  // The logarithm of the odds is the logit.
  const oddsOf = (recall: number) => {
    const inside = Math.min(1 - resolution / 2, Math.max(resolution / 2, recall));
    return inside / (1 - inside);
  };
  const rates = points.map((point) => point.queriesPerSecond);
  const odds = points.map((point) => oddsOf(point.recall));
  const [low, high] = [Math.min(...rates) / 1.15, Math.max(...rates) * 1.15];
  const gutter = rateLabels(low, high, height);
  const gutterWidth = Math.max(...gutter.map((label) => label.length));
  const plotWidth = Math.max(LEAST_PLOT_WIDTH, width - gutterWidth - 3);
  const x = logScale(Math.min(...odds) / 1.15, Math.max(...odds) * 1.15, plotWidth - 1);
  const y = logScale(low, high, height - 1);
  const grid: string[][] = Array.from({ length: height }, () => Array.from({ length: plotWidth }, () => ' '));
  // Where points fall together, one on the front is seen.
  const drawn = series
    .flatMap(({ points, mark }) => points.map((point) => ({ point, mark })))
    .sort((a, b) => Number(a.point.onFront) - Number(b.point.onFront));
  for (const { point, mark } of drawn) {
    const line = grid[height - 1 - Math.round(y.at(point.queriesPerSecond))];
    const column = Math.round(x.at(oddsOf(point.recall)));
    if (line !== undefined) line[column] = paint(mark.tint, point.onFront ? mark.filled : mark.hollow);
  }
  const lines = gutter.map((label, row) => {
    const axis = `${label.padStart(gutterWidth)} ${label === '' ? '│' : '┤'}`;
    return `${axis}${(grid[row] ?? []).join('')}`.trimEnd();
  });
  const margin = ' '.repeat(gutterWidth + 1);
  const recalls = points.map((point) => point.recall);
  const axis = recallAxis(recalls, (recall) => x.at(oddsOf(recall)), resolution, plotWidth);
  const legend = series.map(({ label, mark }) => paint(mark.tint, `${mark.filled} ${label}`));
  return [
    paint('bold', options.title),
    ...lines,
    ...axis.map((line) => `${margin}${line}`.trimEnd()),
    wrapParts(legend, '   ', width),
  ].join('\n');
}

function isDrawable({ recall, queriesPerSecond }: TradeoffPoint): boolean {
  return recall >= 0 && recall <= 1 && queriesPerSecond > 0 && Number.isFinite(queriesPerSecond);
}

function markOf(at: number): Mark {
  const tint = TINTS[at % TINTS.length] ?? 'cyan';
  const [filled, hollow] = MARKS[at] ?? [];
  if (filled !== undefined && hollow !== undefined) return { filled, hollow, tint };
  const letter = LETTERS[(at - MARKS.length) % LETTERS.length] ?? 'A';
  return { filled: letter, hollow: letter.toLowerCase(), tint };
}

/** Labels from the top row down, empty where there is no round number. */
function rateLabels(low: number, high: number, height: number): string[] {
  const scale = logScale(low, high, height - 1);
  const labels = Array.from({ length: height }, () => '');
  for (const tick of logTicks(low, high)) {
    labels[height - 1 - Math.round(scale.at(tick))] = formatNumber(tick, 1);
  }
  return labels;
}

/**
 * The axis with a mark under each round recall, and as many of their names as fit; that of 1 goes before others. Where
 * there is room left, the least and the largest recall are named too.
 */
function recallAxis(
  recalls: readonly number[],
  at: (recall: number) => number,
  resolution: number,
  width: number,
): string[] {
  const rule = Array.from({ length: width }, () => '─');
  const names = Array.from({ length: width }, () => ' ');
  const round = RECALL_TICKS.filter((tick) => tick > resolution / 2 && 1 - tick > resolution / 2);
  const ends = [Math.min(...recalls), Math.max(...recalls)].map((recall) => Number(recall.toFixed(4)));
  for (const tick of [1, ...round, ...ends]) {
    const column = Math.round(at(tick));
    if (column < 0 || column >= width) continue;
    const name = String(tick);
    const start = Math.min(width - name.length, Math.max(0, column - Math.floor(name.length / 2)));
    if (names.slice(Math.max(0, start - 1), start + name.length + 1).some((char) => char !== ' ')) continue;
    rule[column] = '┬';
    for (const [offset, char] of [...name].entries()) names[start + offset] = char;
  }
  return [`└${rule.join('')}`, ` ${names.join('').trimEnd()}  recall`];
}
