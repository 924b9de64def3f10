import type { JudgedRuns } from '../../results/comparison/judged-runs.js';
import { fitColumns } from '../../results/display/fit-columns.js';
import { type Paint, plainPaint } from '../../results/display/paint.js';
import { renderTable } from '../table.js';
import { wrapParts } from '../wrap-text.js';
import { type JudgedCell, judgedCells, sharedParameters } from './judged-cells.js';
import { partLines } from './part-lines.js';
import { captionLines, VERDICT_COLUMNS } from './verdict-figures.js';
import { VERDICT_TINTS } from './verdict-word.js';

const PADDING = 2;
/** Names before a reason; every cell has its own line above. */
const MOST_NAMED = 4;

/** Two runs held against each other, a row per cell, for a terminal of `width` columns. */
export function renderVerdictTable(
  judged: JudgedRuns,
  { width = Number.POSITIVE_INFINITY, paint = plainPaint }: { width?: number; paint?: Paint } = {},
): string {
  const cells = judgedCells(judged);
  const wrapped = (line: string) => wrapParts(line.split(/ +/), ' ', width, '  ');
  const parts = [
    paint('bold', wrapParts(sharedParameters(judged), ' · ', width)),
    ...captionLines(judged).map(wrapped),
    cells.length === 0 ? 'no cells' : table(cells, width, paint),
    ...reasonLines(cells).map((line) => paint('dim', wrapped(line))),
    ...partLines(judged.judgement).map(({ word, text }) => paint(VERDICT_TINTS[word], wrapped(text))),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function table(cells: readonly JudgedCell[], width: number, paint: Paint): string {
  const said = VERDICT_COLUMNS.filter((column) => cells.some((cell) => column.text(cell) !== ''));
  const sized = said.map((column) => ({
    ...column,
    width: Math.max(column.heading.length, ...cells.map((cell) => column.text(cell).length)) + PADDING,
  }));
  const columns = fitColumns(sized, width, 0);
  return renderTable({
    head: columns.map(({ heading }) => heading),
    align: columns.map(({ align }) => align),
    rows: cells.map((cell) =>
      columns.map((column) => {
        const text = column.text(cell);
        return column.heading === 'verdict' ? paint(VERDICT_TINTS[cell.word], text) : text;
      }),
    ),
    ...(Number.isFinite(width) && { width }),
  });
}

function listed(who: readonly string[]): string {
  const more = who.length - MOST_NAMED;
  return more > 0 ? `${who.slice(0, MOST_NAMED).join(', ')} and ${more} more` : who.join(', ');
}

/** Each reason once, with whom it is about. */
export function reasonLines(cells: readonly JudgedCell[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const cell of cells.filter(({ why }) => why !== '')) {
    const who = cell.question === '' ? cell.subject : `${cell.subject} (${cell.question})`;
    const key = `${cell.word}: ${cell.why}`;
    byReason.set(key, [...(byReason.get(key) ?? []), who]);
  }
  return [...byReason].map(([reason, who]) =>
    who.length === cells.length && who.length > 1 ? `all ${reason}` : `${listed(who)} ${reason}`,
  );
}
