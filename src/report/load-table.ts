import type { Row } from '../results/columns.js';
import { numberIn, textIn } from '../results/display/headline.js';
import { type Paint, plainPaint } from '../results/display/paint.js';
import {
  count,
  type FigureColumn,
  milliseconds as ms,
  perSecond,
  renderFigureMarkdown,
  renderFigureTable,
  words,
} from './figure-table.js';

const COLUMNS: readonly FigureColumn[] = [
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
  words('SLO', 2, (row) => sloText(row)),
  words('status', 2, (row) => textIn(row, 'status') ?? ''),
];

const SLO_COLOUR: Readonly<Record<string, Parameters<Paint>[0]>> = { held: 'green', 'held so far': 'yellow' };

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
  const table = renderFigureTable(rows, columnsOf(rows), {
    width,
    tint: (column, row) => tinted(column, row, paint),
  });
  return [paint('bold', captionOf(rows)), table, ...notesOf(rows).map((note) => paint('dim', note))].join(
    '\n',
  );
}

/** The same as a GitHub table. */
export function renderLoadMarkdown(rows: readonly Row[]): string {
  const table = renderFigureMarkdown(rows, columnsOf(rows));
  const notes = notesOf(rows).map((note) => `- ${note}`);
  return `${[captionOf(rows), table, ...(notes.length > 0 ? [notes.join('\n')] : [])].join('\n\n')}\n`;
}

function columnsOf(rows: readonly Row[]): FigureColumn[] {
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
  if (holds === null) return '';
  if (holds === 'no') return 'missed';
  return unshownBy(row) === null ? 'held' : 'held so far';
}

/** How many requests an SLO that was held would have needed to be shown, where there were fewer. */
function unshownBy(row: Row): number | null {
  const needed = numberIn(row, 'sloNeeded');
  return needed !== null && needed > (numberIn(row, 'sent') ?? 0) ? needed : null;
}

function tinted(column: FigureColumn, row: Row, paint: Paint): string {
  const text = column.text(row);
  const status = textIn(row, 'status');
  if (column.heading === 'SLO') return text === '' ? text : paint(SLO_COLOUR[text] ?? 'red', text);
  if (column.heading === 'status' && status !== 'ok') return paint('yellow', text);
  return text;
}

/** A line for each row that has something to tell; of several that were sent too late, the worst tells it for all. */
function notesOf(rows: readonly Row[]): string[] {
  const late = rows.filter((row) => textIn(row, 'status') === 'invalid');
  const worst = late.toSorted((a, b) => (numberIn(b, 'slipP99Ms') ?? 0) - (numberIn(a, 'slipP99Ms') ?? 0))[0];
  const told = rows.flatMap((row) => {
    const reason = textIn(row, 'reason');
    if (reason === null) return [];
    if (late.length === 1 || !late.includes(row)) return [`${nameOf(row)}: ${reason}`];
    return row === worst ? [`${late.length} loads, at worst that of ${nameOf(row)}: ${reason}`] : [];
  });
  return [...told, ...unshownNote(rows)];
}

/** One line for all: it is the length of the load that mends it. */
function unshownNote(rows: readonly Row[]): string[] {
  const unshown = rows.flatMap((row) => unshownBy(row) ?? []);
  if (unshown.length === 0) return [];
  return [
    `held so far: to show it with 99 % confidence takes ${Math.min(...unshown)} requests or more (--duration, --requests)`,
  ];
}

function nameOf(row: Row): string {
  const clients = numberIn(row, 'concurrency');
  const rate = numberIn(row, 'rate');
  return clients !== null ? `${clients} clients` : rate !== null ? `${rate}/s` : 'load';
}
