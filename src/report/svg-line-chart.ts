import { linearScale, linearTicks } from './linear-scale.js';
import { escaped, svgLine as line, roundedTo as round, svgText as text, tickLabel } from './svg-text.js';

export interface SvgPoint {
  readonly x: number;
  readonly y: number;
}

export interface SvgLineChart {
  readonly title: string;
  /** Lines below the title. */
  readonly notes: readonly string[];
  readonly xTitle: string;
  readonly yTitle: string;
  /** At least one, in ascending x. */
  readonly points: readonly SvgPoint[];
  /** A point to mark, with what it is. */
  readonly mark?: { readonly point: SvgPoint; readonly label: string };
}

const WIDTH = 760;
const PLOT_WIDTH = 640;
const PLOT_HEIGHT = 320;
const LEFT = 88;
const RIGHT = LEFT + PLOT_WIDTH;
const NOTE_HEIGHT = 18;

const STYLE = `
  .paper { fill: #ffffff }
  text { font: 13px system-ui, sans-serif; fill: #24292f }
  .title { font-size: 16px; font-weight: 600 }
  .muted { fill: #57606a }
  .grid { stroke: #d0d7de; stroke-width: 1 }
  .line { fill: none; stroke: #0969da; stroke-width: 2 }
  .point { fill: #0969da }
  .mark { fill: none; stroke: #cf222e; stroke-width: 2 }
  .guide { stroke: #cf222e; stroke-width: 1; stroke-dasharray: 4 4 }
  .mark-label { fill: #cf222e }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117 } text { fill: #e6edf3 } .muted { fill: #8d96a0 } .grid { stroke: #3d444d }
    .line { stroke: #4493f8 } .point { fill: #4493f8 }
    .mark, .guide { stroke: #f85149 } .mark-label { fill: #f85149 }
  }`;

/** A line with its points on linear axes, as a document of its own without scripts or fonts to fetch. */
export function renderSvgLineChart({ title, notes, xTitle, yTitle, points, mark }: SvgLineChart): string {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [lowX, highX, lowY, highY] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const xScale = linearScale(lowX, highX, PLOT_WIDTH);
  const yScale = linearScale(lowY, highY, PLOT_HEIGHT);
  const top = 46 + NOTE_HEIGHT * notes.length;
  const bottom = top + PLOT_HEIGHT;
  const height = bottom + 56;
  const across = (x: number) => round(LEFT + xScale.at(x));
  const down = (y: number) => round(bottom - yScale.at(y));
  const body = [
    text(LEFT, 28, title, 'title'),
    ...notes.map((note, i) => text(LEFT, 48 + NOTE_HEIGHT * i, note, 'muted')),
    ...linearTicks(lowY, highY, 6).flatMap((tick) => [
      line(LEFT, down(tick), RIGHT, down(tick), 'grid'),
      text(LEFT - 10, down(tick) + 4, tickLabel(tick), 'muted', 'end'),
    ]),
    ...linearTicks(lowX, highX, 10).flatMap((tick) => [
      line(across(tick), bottom, across(tick), bottom + 5, 'grid'),
      text(across(tick), bottom + 20, tickLabel(tick), 'muted', 'middle'),
    ]),
    text(LEFT + PLOT_WIDTH / 2, height - 12, xTitle, 'axis', 'middle'),
    `<text class="axis" text-anchor="middle" transform="translate(20 ${top + PLOT_HEIGHT / 2}) rotate(-90)">${escaped(yTitle)}</text>`,
    `<polyline class="line" points="${points.map(({ x, y }) => `${across(x)},${down(y)}`).join(' ')}"/>`,
    ...points.map(({ x, y }) => `<circle class="point" cx="${across(x)}" cy="${down(y)}" r="3"/>`),
    ...(mark === undefined
      ? []
      : [
          line(across(mark.point.x), top, across(mark.point.x), bottom, 'guide'),
          `<circle class="mark" cx="${across(mark.point.x)}" cy="${down(mark.point.y)}" r="7"/>`,
          text(across(mark.point.x) + 10, top + 14, mark.label, 'mark-label'),
        ]),
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
