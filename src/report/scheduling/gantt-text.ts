import type { BatchTrace } from '../../results/batch-trace.js';
import { type Paint, plainPaint, type Tint } from '../../results/display/paint.js';
import { formatNumber } from '../../results/display/quantity.js';
import { wrapParts } from '../wrap-text.js';
import { type GanttRun, ganttLanes, readableWindow, type TimeWindow } from './gantt-lanes.js';

export interface GanttOptions {
  readonly width: number;
  readonly paint?: Paint;
  /** By default one in which batches are wide enough to be read. */
  readonly window?: TimeWindow | undefined;
}

/** Each model has a shade and a colour of its own: with colours off it is still known by its shade. */
const SHADES = ['█', '▓', '▒', '░', '◆', '●', '■', '▲'] as const;
const TINTS: readonly Tint[] = ['cyan', 'yellow', 'magenta', 'green', 'blue', 'red'];
const LOST = '×';
/** Half a column free, where a batch begins as the one before it ends. */
const EDGE = '▐';
const LEAST_COLUMNS = 20;
const MOST_GPUS = 32;
const MOST_NAMES = 8;

/** Batches by GPU over a window of time, their sizes in them where there is room; empty without any. */
export function renderGantt(trace: BatchTrace, { width, paint = plainPaint, window }: GanttOptions): string {
  if (trace.batches.length === 0) return '';
  const shown = Math.min(trace.gpus, MOST_GPUS);
  const gutter = `GPU ${shown - 1} `.length;
  const columns = Math.max(LEAST_COLUMNS, width - gutter - 1);
  const time = window ?? readableWindow(trace, columns);
  const lanes = ganttLanes(trace, time, columns)
    .slice(0, shown)
    .map((runs, gpu) => `${`GPU ${gpu}`.padEnd(gutter)}│${laneText(runs, paint)}`.trimEnd());
  const hidden = trace.gpus - shown;
  return [
    paint('bold', wrapParts([`${trace.label}:`, 'batches by GPU,', 'with their sizes'], ' ', width)),
    ...lanes,
    ...(hidden > 0 ? [paint('dim', `${' '.repeat(gutter)} and ${hidden} more`)] : []),
    ...timeAxis(time, columns, gutter),
    ...legend(trace, width, paint),
  ].join('\n');
}

function laneText(runs: readonly GanttRun[], paint: Paint): string {
  let text = '';
  let column = 0;
  for (const run of runs) {
    const touches = run.column === column && column > 0;
    text += ' '.repeat(Math.max(0, run.column - column)) + runText(run, touches, paint);
    column = run.column + run.columns;
  }
  return text;
}

function runText({ batch, columns }: GanttRun, touches: boolean, paint: Paint): string {
  const shade = batch.isLost ? LOST : shadeOf(batch.model);
  const edge = touches && columns > 1 ? EDGE : '';
  const room = columns - edge.length;
  const size = String(batch.size);
  const fits = room >= size.length + 2;
  const before = fits ? (room - size.length) >> 1 : room;
  const after = fits ? room - size.length - before : 0;
  const tint = batch.isLost ? 'red' : tintOf(batch.model);
  const bar = (text: string) => (text === '' ? '' : paint(tint, text));
  return bar(edge + shade.repeat(before)) + (fits ? size : '') + bar(shade.repeat(after));
}

const MARKS = 5;
const UNIT = ' ms';

/** The axis with round times under it. */
function timeAxis({ fromMs, toMs }: TimeWindow, columns: number, gutter: number): string[] {
  const step = roundStep((toMs - fromMs) / MARKS);
  let rule = '';
  let names = '';
  for (let at = Math.ceil(fromMs / step) * step; at <= toMs; at += step) {
    const column = Math.floor(((at - fromMs) / (toMs - fromMs)) * columns);
    const name = timeText(at, step);
    if (column + name.length + UNIT.length > columns) break;
    rule = `${rule.padEnd(column, '─')}┬`;
    names = `${names.padEnd(column)}${name}`;
  }
  const indent = ' '.repeat(gutter);
  return [`${indent}└${rule.padEnd(columns, '─')}`, `${indent} ${names}${UNIT}`];
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least * 0.999) ?? power * 10;
}

function timeText(ms: number, step: number): string {
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  return ms.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

function legend({ models, batches }: BatchTrace, width: number, paint: Paint): string[] {
  const names = models.slice(0, MOST_NAMES).map((name, at) => `${shadeOf(at)} ${name}`);
  const more = models.length > MOST_NAMES ? [`and ${formatNumber(models.length - MOST_NAMES)} more`] : [];
  const lost = batches.some(({ isLost }) => isLost) ? [`${LOST} lost`] : [];
  if (models.length === 1 && lost.length === 0) return [];
  // Coloured when it is wrapped: colours have no width.
  let at = 0;
  const glyphs = new RegExp(`[${SHADES.join('')}${LOST}](?= )`, 'g');
  return [
    wrapParts([...names, ...more, ...lost], '  ', width).replaceAll(glyphs, (glyph) =>
      paint(glyph === LOST ? 'red' : tintOf(at++), glyph),
    ),
  ];
}

function shadeOf(model: number): string {
  return SHADES[model % SHADES.length] ?? '█';
}

function tintOf(model: number): Tint {
  return TINTS[model % TINTS.length] ?? 'cyan';
}
