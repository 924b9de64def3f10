import type { Row } from '../results/columns.js';
import { fitColumns } from '../results/display/fit-columns.js';
import { numberIn, textIn } from '../results/display/headline.js';
import { type Paint, plainPaint } from '../results/display/paint.js';
import { formatCount, formatDuration, formatNumber } from '../results/display/quantity.js';
import { type Align, renderTable } from './table.js';

interface LoadColumn {
  readonly heading: string;
  readonly align: Align;
  /** In a narrow terminal the largest goes first; 0 stays. */
  readonly rank: number;
  text(row: Row): string;
}

const PADDING = 2;

const right = (heading: string, rank: number, text: (row: Row) => string): LoadColumn => ({
  heading,
  align: 'right',
  rank,
  text,
});
const ms = (heading: string, name: string, rank: number) =>
  right(heading, rank, (row) => formatDuration(numberIn(row, name) ?? Number.NaN, 3));
const perSecond = (heading: string, name: string, rank: number) =>
  right(heading, rank, (row) => formatNumber(numberIn(row, name) ?? Number.NaN));
const count = (heading: string, name: string, rank: number) =>
  right(heading, rank, (row) => formatCount(numberIn(row, name) ?? Number.NaN));

const COLUMNS: readonly LoadColumn[] = [
  count('clients', 'concurrency', 0),
  perSecond('offered/s', 'offeredRps', 0),
  perSecond('achieved/s', 'throughputRps', 0),
  perSecond('goodput/s', 'goodputRps', 2),
  ms('p50', 'p50Ms', 1),
  ms('p90', 'p90Ms', 5),
  ms('p95', 'p95Ms', 6),
  ms('p99', 'p99Ms', 0),
  ms('p99.9', 'p999Ms', 4),
  ms('max', 'maxMs', 7),
  ms('p99 uncorrected', 'uncorrectedP99Ms', 8),
  ms('p99 slip', 'slipP99Ms', 9),
  ms('p99 first token', 'ttftP99Ms', 3),
  ms('p50 per token', 'tpotP50Ms', 3),
  count('refused', 'refused', 3),
  count('failed', 'failed', 3),
  count('timed out', 'timedOut', 3),
  { heading: 'SLO', align: 'left', rank: 2, text: (row) => sloText(row) },
  { heading: 'status', align: 'left', rank: 2, text: (row) => textIn(row, 'status') ?? '' },
];

/** Columns that only some loads have, such as the time to the first token of a streamed answer. */
const OPTIONAL: Readonly<Record<string, string>> = {
  clients: 'concurrency',
  'offered/s': 'offeredRps',
  'p99 slip': 'slipP99Ms',
  'p99 first token': 'ttftP99Ms',
  'p50 per token': 'tpotP50Ms',
  SLO: 'slo',
};

/** A row per load, as wide as the terminal allows, and below it what went wrong. */
export function renderLoadTable(
  rows: readonly Row[],
  { width = Number.POSITIVE_INFINITY, paint = plainPaint }: { width?: number; paint?: Paint } = {},
): string {
  if (rows.length === 0) return 'no results';
  const sized = columnsOf(rows).map((column) => ({
    ...column,
    width: Math.max(column.heading.length, ...rows.map((row) => column.text(row).length)) + PADDING,
  }));
  const columns = fitColumns(sized, width, 0);
  const table = renderTable({
    head: columns.map(({ heading }) => heading),
    align: columns.map(({ align }) => align),
    rows: rows.map((row) => columns.map((column) => tinted(column, row, paint))),
    ...(Number.isFinite(width) && { width }),
  });
  return [paint('bold', captionOf(rows)), table, ...notesOf(rows).map((note) => paint('dim', note))].join(
    '\n',
  );
}

/** The same as a GitHub table. */
export function renderLoadMarkdown(rows: readonly Row[]): string {
  const columns = columnsOf(rows);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table = [
    line(columns.map(({ heading }) => heading)),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(columns.map((column) => column.text(row).replaceAll('|', '\\|')))),
  ].join('\n');
  const notes = notesOf(rows).map((note) => `- ${note}`);
  return `${[captionOf(rows), table, ...(notes.length > 0 ? [notes.join('\n')] : [])].join('\n\n')}\n`;
}

function columnsOf(rows: readonly Row[]): LoadColumn[] {
  return COLUMNS.filter(({ heading }) => {
    const name = OPTIONAL[heading];
    return name === undefined || rows.some((row) => (row[name] ?? null) !== null);
  });
}

function captionOf(rows: readonly Row[]): string {
  const [first] = rows;
  const parts = first === undefined ? [] : [textIn(first, 'url'), textIn(first, 'arrivals')];
  const slo = first === undefined ? null : textIn(first, 'slo');
  return ['load', ...parts, slo === null ? null : `SLO ${slo}`].filter((part) => part !== null).join(' · ');
}

function sloText(row: Row): string {
  const holds = textIn(row, 'sloHolds');
  return holds === null ? '' : holds === 'yes' ? 'held' : 'missed';
}

function tinted(column: LoadColumn, row: Row, paint: Paint): string {
  const text = column.text(row);
  const status = textIn(row, 'status');
  if (column.heading === 'SLO') return text === '' ? text : paint(text === 'held' ? 'green' : 'red', text);
  if (column.heading === 'status' && status !== 'ok') return paint('yellow', text);
  return text;
}

function notesOf(rows: readonly Row[]): string[] {
  return rows.flatMap((row) => {
    const reason = textIn(row, 'reason');
    if (reason === null) return [];
    const clients = numberIn(row, 'concurrency');
    const rate = numberIn(row, 'rate');
    const which = clients !== null ? `${clients} clients` : rate !== null ? `${rate}/s` : 'load';
    return [`${which}: ${reason}`];
  });
}
