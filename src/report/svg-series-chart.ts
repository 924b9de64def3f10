import { linearScale, linearTicks } from './linear-scale.js';
import { logScale, logTicks } from './log-scale.js';
import { escaped, svgLine as line, roundedTo as round, svgText as text, tickLabel } from './svg-text.js';

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface SvgSeriesChart {
  readonly title: string;
  /** Lines below the title. */
  readonly notes: readonly string[];
  readonly xTitle: string;
  readonly yTitle: string;
  /** Whether the y axis is logarithmic; then all values are positive. */
  readonly isLog: boolean;
  /** At least one with a point; points in ascending x. */
  readonly series: readonly { readonly label: string; readonly points: readonly Point[] }[];
  /** A value to draw across, with what it is. */
  readonly line?: { readonly y: number; readonly label: string } | undefined;
}

const WIDTH = 760;
const PLOT_WIDTH = 520;
const PLOT_HEIGHT = 320;
const LEFT = 88;
const RIGHT = LEFT + PLOT_WIDTH;
const NOTE_HEIGHT = 18;
const KEY_HEIGHT = 22;
/** Colours that stay apart for colour-blind eyes (Okabe and Ito); each has a shape beside it. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];
const SHAPES = ['circle', 'square', 'triangle', 'diamond'] as const;

const STYLE = `
  .paper { fill: #ffffff }
  text { font: 13px system-ui, sans-serif; fill: #24292f }
  .title { font-size: 16px; font-weight: 600 }
  .muted { fill: #57606a }
  .grid { stroke: #d0d7de; stroke-width: 1 }
  .guide { stroke: #57606a; stroke-width: 1; stroke-dasharray: 4 4 }
  polyline { fill: none; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117 } text { fill: #e6edf3 } .muted { fill: #8d96a0 } .grid { stroke: #3d444d }
    .guide { stroke: #8d96a0 }
  }`;

/** Lines with their points and a key beside them, as a document of its own without scripts or fonts to fetch. */
export function renderSvgSeriesChart(chart: SvgSeriesChart): string {
  const { title, notes, xTitle, yTitle, isLog, series, line: guide } = chart;
  const points = series.flatMap((one) => one.points);
  const xs = points.map(({ x }) => x);
  const ys = [...points.map(({ y }) => y), ...(guide === undefined ? [] : [guide.y])];
  const [lowX, highX, highY] = [Math.min(...xs), Math.max(...xs), Math.max(...ys)];
  const lowY = isLog ? Math.min(...ys) : 0;
  const xScale = linearScale(lowX, highX, PLOT_WIDTH);
  const yScale = isLog ? logScale(lowY, highY, PLOT_HEIGHT) : linearScale(lowY, highY, PLOT_HEIGHT);
  const top = 46 + NOTE_HEIGHT * notes.length;
  const bottom = top + PLOT_HEIGHT;
  const height = bottom + 56;
  const across = (x: number) => round(LEFT + xScale.at(x));
  const down = (y: number) => round(bottom - yScale.at(y));
  const yTicks = isLog ? logTicks(lowY, highY) : linearTicks(lowY, highY, 6);
  const body = [
    text(LEFT, 28, title, 'title'),
    ...notes.map((note, i) => text(LEFT, 48 + NOTE_HEIGHT * i, note, 'muted')),
    ...yTicks.flatMap((tick) => [
      line(LEFT, down(tick), RIGHT, down(tick), 'grid'),
      text(LEFT - 10, down(tick) + 4, tickLabel(tick), 'muted', 'end'),
    ]),
    ...linearTicks(lowX, highX, 10).flatMap((tick) => [
      line(across(tick), bottom, across(tick), bottom + 5, 'grid'),
      text(across(tick), bottom + 20, tickLabel(tick), 'muted', 'middle'),
    ]),
    text(LEFT + PLOT_WIDTH / 2, height - 12, xTitle, 'axis', 'middle'),
    `<text text-anchor="middle" transform="translate(20 ${top + PLOT_HEIGHT / 2}) rotate(-90)">${escaped(yTitle)}</text>`,
    ...(guide === undefined
      ? []
      : [
          line(LEFT, down(guide.y), RIGHT, down(guide.y), 'guide'),
          text(LEFT + 8, down(guide.y) - 6, guide.label, 'muted'),
        ]),
    ...series.flatMap((one, at) => drawn(one, at, across, down, top)),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="paper" width="${WIDTH}" height="${height}"/>`,
    ...body,
    '</svg>',
    '',
  ].join('\n');
}

function drawn(
  { label, points }: SvgSeriesChart['series'][number],
  at: number,
  across: (x: number) => number,
  down: (y: number) => number,
  top: number,
): string[] {
  const colour = COLOURS[at % COLOURS.length] ?? '#0072b2';
  const shape = SHAPES[at % SHAPES.length] ?? 'circle';
  const key = top + 12 + KEY_HEIGHT * at;
  return [
    `<polyline stroke="${colour}" points="${points.map(({ x, y }) => `${across(x)},${down(y)}`).join(' ')}"/>`,
    ...points.map(({ x, y }) => mark(shape, across(x), down(y), colour)),
    mark(shape, RIGHT + 24, key, colour),
    text(RIGHT + 36, key + 4, label, 'key'),
  ];
}

function mark(shape: (typeof SHAPES)[number], x: number, y: number, colour: string): string {
  switch (shape) {
    case 'circle':
      return `<circle fill="${colour}" cx="${x}" cy="${y}" r="4"/>`;
    case 'square':
      return `<rect fill="${colour}" x="${round(x - 4)}" y="${round(y - 4)}" width="8" height="8"/>`;
    case 'triangle':
      return `<path fill="${colour}" d="M${x} ${round(y - 5)}l5 9h-10z"/>`;
    case 'diamond':
      return `<path fill="${colour}" d="M${x} ${round(y - 6)}l5 6l-5 6l-5-6z"/>`;
  }
}
