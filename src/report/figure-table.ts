import type { Row } from '../results/columns.js';
import { fitColumns } from '../results/display/fit-columns.js';
import { numberIn } from '../results/display/headline.js';
import { formatCount, formatDuration, formatNumber } from '../results/display/quantity.js';
import { type Align, columnWidth, renderTable } from './table.js';

/** A column of a table of figures, and how much it matters. */
export interface FigureColumn {
  readonly heading: string;
  readonly align: Align;
  /** In a narrow terminal the largest goes first; 0 stays. */
  readonly rank: number;
  text(row: Row): string;
}

export const figure = (heading: string, rank: number, text: (row: Row) => string): FigureColumn => ({
  heading,
  align: 'right',
  rank,
  text,
});
export const milliseconds = (heading: string, name: string, rank: number): FigureColumn =>
  figure(heading, rank, (row) => formatDuration(numberIn(row, name) ?? Number.NaN, 3));
export const perSecond = (heading: string, name: string, rank: number): FigureColumn =>
  figure(heading, rank, (row) => formatNumber(numberIn(row, name) ?? Number.NaN));
export const count = (heading: string, name: string, rank: number): FigureColumn =>
  figure(heading, rank, (row) => formatCount(numberIn(row, name) ?? Number.NaN));
export const words = (heading: string, rank: number, text: (row: Row) => string): FigureColumn => ({
  heading,
  align: 'left',
  rank,
  text,
});

export interface FigureTableOptions {
  readonly width: number;
  readonly groupStarts?: readonly number[];
  /** Text of a cell as it is drawn. */
  tint(column: FigureColumn, row: Row): string;
}

/** A row of text for each row, with as many columns as the width allows. */
export function renderFigureTable(
  rows: readonly Row[],
  all: readonly FigureColumn[],
  { width, groupStarts, tint }: FigureTableOptions,
): string {
  const sized = all.map((column) => ({
    ...column,
    width: columnWidth([column.heading, ...rows.map((row) => column.text(row))]),
  }));
  const columns = fitColumns(sized, width, 0);
  return renderTable({
    head: columns.map(({ heading }) => heading),
    align: columns.map(({ align }) => align),
    rows: rows.map((row) => columns.map((column) => tint(column, row))),
    ...(groupStarts !== undefined && { groupStarts }),
    ...(Number.isFinite(width) && { width }),
  });
}

/** The same as a GitHub table, with all columns. */
export function renderFigureMarkdown(rows: readonly Row[], columns: readonly FigureColumn[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ heading }) => heading)),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(columns.map((column) => column.text(row).replaceAll('|', '\\|')))),
  ].join('\n');
}
