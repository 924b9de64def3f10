import type { Row } from '../results/columns.js';
import { numberIn, textIn } from '../results/display/headline.js';
import { type Paint, plainPaint } from '../results/display/paint.js';
import { formatCount, formatNumber, MISSING } from '../results/display/quantity.js';
import {
  count,
  type FigureColumn,
  figure,
  milliseconds as ms,
  perSecond,
  renderFigureMarkdown,
  renderFigureTable,
  words,
} from './figure-table.js';

interface TableOptions {
  readonly width?: number;
  readonly paint?: Paint;
}

/** Shown where something was simulated. */
const SIMULATED_COLUMNS: readonly FigureColumn[] = [
  perSecond('simulated goodput/s', 'simulatedGoodputRps', 2),
  figure('error', 3, (row) => errorText(row, 'goodputErrorPercent')),
  ms('simulated p99', 'simulatedP99Ms', 2),
  figure('error', 3, (row) => errorText(row, 'p99ErrorPercent')),
];

const COLUMNS: readonly FigureColumn[] = [
  words('tier', 0, (row) => textIn(row, 'tier') ?? ''),
  words('policy', 6, (row) => textIn(row, 'policy') ?? ''),
  figure('rate/s', 0, (row) => rateText(numberIn(row, 'rate') ?? Number.NaN)),
  perSecond('offered/s', 'offeredRps', 9),
  perSecond('achieved/s', 'throughputRps', 0),
  perSecond('goodput/s', 'goodputRps', 4),
  ms('p50', 'p50Ms', 1),
  ms('p90', 'p90Ms', 7),
  ms('p95', 'p95Ms', 12),
  ms('p99', 'p99Ms', 0),
  ms('p99.9', 'p999Ms', 13),
  ms('max', 'maxMs', 14),
  ms('p99 uncorrected', 'uncorrectedP99Ms', 16),
  ms('p99 slip', 'slipP99Ms', 15),
  ms('queue', 'queueMs', 8),
  ms('embed', 'embedMs', 10),
  ms('retrieve', 'retrieveMs', 11),
  ms('generate', 'generateMs', 10),
  perSecond('batch', 'meanBatch', 3),
  perSecond('inst.', 'instances', 5),
  count('refused', 'refused', 5),
  count('failed', 'failed', 5),
  count('timed out', 'timedOut', 9),
  ...SIMULATED_COLUMNS,
  words('SLO', 1, sloText),
  words('status', 2, (row) => textIn(row, 'status') ?? ''),
];

/** A row per tier and rate that was sent, as wide as the terminal allows, and below it what there is to say of them. */
export function renderServingTable(
  all: readonly Row[],
  { width = Number.POSITIVE_INFINITY, paint = plainPaint }: TableOptions = {},
): string {
  const rows = all.filter((row) => textIn(row, 'status') !== 'skipped');
  if (rows.length === 0) return 'no results';
  const groupStarts = rows.flatMap((row, i) => (i > 0 && groupOf(row) !== groupOf(rows[i - 1]) ? [i] : []));
  const table = renderFigureTable(rows, columnsOf(rows), {
    width,
    groupStarts,
    tint: (column, row) => tinted(column, row, paint),
  });
  return [paint('bold', captionOf(all)), table, ...notesOf(all).map((note) => paint('dim', note))].join('\n');
}

/** The same as a GitHub table. */
export function renderServingMarkdown(all: readonly Row[]): string {
  const rows = all.filter((row) => textIn(row, 'status') !== 'skipped');
  const notes = notesOf(all).map((note) => `- ${note}`);
  return [
    captionOf(all),
    renderFigureMarkdown(rows, columnsOf(rows)),
    ...(notes.length === 0 ? [] : [notes.join('\n')]),
  ].join('\n\n');
}

function columnsOf(rows: readonly Row[]): readonly FigureColumn[] {
  const isSimulated = rows.some((row) => numberIn(row, 'simulatedGoodputRps') !== null);
  return isSimulated ? COLUMNS : COLUMNS.filter((column) => !SIMULATED_COLUMNS.includes(column));
}

function errorText(row: Row, name: string): string {
  const percent = numberIn(row, name);
  return percent === null ? MISSING : `${percent > 0 ? '+' : ''}${percent.toFixed(1)} %`;
}

export function captionOf(rows: readonly Row[]): string {
  const asked = rows.filter((row) => textIn(row, 'tier') !== 'null');
  const first = asked[0] ?? rows[0] ?? {};
  const model = textIn(first, 'model');
  const parts = [
    model === 'emulated' ? 'emulated: no model answered' : model,
    textIn(first, 'corpus'),
    textIn(first, 'arrivals'),
    textIn(first, 'slo') === null ? null : `SLO ${textIn(first, 'slo')}`,
  ];
  return ['serving', ...parts.filter((part) => part !== null)].join(' · ');
}

function tinted(column: FigureColumn, row: Row, paint: Paint): string {
  const text = column.text(row);
  if (column.heading === 'SLO') return text === '' ? text : paint(text === 'held' ? 'green' : 'red', text);
  if (column.heading === 'status' && text !== 'ok') return paint('yellow', text);
  return text;
}

function sloText(row: Row): string {
  const holds = textIn(row, 'sloHolds');
  return holds === null ? '' : holds === 'yes' ? 'held' : 'missed';
}

function groupOf(row: Row | undefined): string {
  return `${row?.tier} ${row?.policy}`;
}

/** What `load/` says in every row that the generator did not send as planned. */
const ADVICE = /: (the generator did not keep its plan;.*)$/;

/** Why rows are as they are; those of one tier that were skipped together are told of once, and what to do about it too. */
function notesOf(rows: readonly Row[]): string[] {
  const told = new Map<string, { readonly who: string; readonly reason: string; readonly rates: number[] }>();
  const advice = new Set<string>();
  for (const row of rows) {
    const [reason = '', mend] = (textIn(row, 'reason') ?? '').split(ADVICE);
    if (reason === '' || reason.startsWith('SLO missed: ')) continue;
    if (mend !== undefined && textIn(row, 'status') === 'invalid') advice.add(mend);
    const key = `${groupOf(row)} ${reason}`;
    const note = told.get(key) ?? { who: whoOf(row, rows), reason, rates: [] };
    note.rates.push(numberIn(row, 'rate') ?? 0);
    told.set(key, note);
  }
  return [
    ...[...told.values()].map(({ who, reason, rates }) => `${who} ${ratesText(rates)}: ${reason}`),
    ...advice,
  ];
}

function whoOf(row: Row, rows: readonly Row[]): string {
  const isAlone = rows.every((other) => other.tier !== row.tier || other.policy === row.policy);
  const who = isAlone ? `${row.tier}` : groupOf(row);
  return textIn(row, 'status') === 'skipped' ? `${who}, skipped,` : who;
}

/** A rate as it was asked for, which is exact. */
export function rateText(rate: number): string {
  return Number.isInteger(rate) ? formatCount(rate) : formatNumber(rate, 4);
}

function ratesText(rates: readonly number[]): string {
  const [first, last] = [Math.min(...rates), Math.max(...rates)].map(rateText);
  return rates.length === 1 ? `${first}/s` : `${first} to ${last}/s`;
}
