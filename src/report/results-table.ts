import type { ColumnDeclaration, Row } from '../results/columns.js';
import { fitColumns } from '../results/display/fit-columns.js';
import { headlineOf } from '../results/display/headline.js';
import { type Paint, plainPaint } from '../results/display/paint.js';
import { bestOf, tintOf } from './cell-tint.js';
import type { ResultColumn } from './result-columns.js';
import { type ResultsReport, resultsReport } from './results-report.js';
import { columnWidth, renderTable } from './table.js';
import { wrapParts } from './wrap-text.js';

export interface ReportOptions {
  /** Columns of the terminal; without it, as wide as the content. */
  readonly width?: number;
  readonly paint?: Paint;
}

/**
 * The results of a run for a terminal: what all rows share as a caption, a row per cell with rules between questions,
 * and below it why a cell has no figures. In a narrow terminal the least important columns are left out.
 */
export function renderResultsTable(
  rows: readonly Row[],
  declared: readonly ColumnDeclaration[],
  options: ReportOptions = {},
): string {
  const { width = Number.POSITIVE_INFINITY, paint = plainPaint } = options;
  if (rows.length === 0) return 'no results';
  const report = resultsReport(rows, declared);
  const caption = wrapParts(report.caption, ' · ', width);
  const reasons = report.reasons.map((reason) =>
    paint('dim', wrapParts(reason.split(/\s+/), ' ', width, '  ')),
  );
  return [paint('bold', caption), table(report, declared, options), ...reasons]
    .filter((part) => part !== '')
    .join('\n');
}

function table(
  { columns: all, groups }: ResultsReport,
  declared: readonly ColumnDeclaration[],
  { width, paint = plainPaint }: ReportOptions,
): string {
  const headline = headlineOf(declared)?.column.name;
  const sized = all.map((column) => ({ ...column, width: widthOf(column, groups.flat()) }));
  const columns = fitColumns(sized, width ?? Number.POSITIVE_INFINITY, 0);
  const starts = groups.map((_, at) => groups.slice(0, at).flat().length);
  return renderTable({
    head: columns.map((column) => column.heading),
    align: columns.map((column) => column.align),
    rows: groups.flatMap((group) => {
      const best = bestOf(group, declared);
      return group.map((row, at) =>
        columns.map((column) => {
          // Said once for the group.
          if (column.isQuestion && at > 0) return '';
          const tint = tintOf(column.name, row, row === best && column.name === headline);
          const text = column.text(row);
          return tint === null ? text : paint(tint, text);
        }),
      );
    }),
    groupStarts: starts.slice(1),
    ...(width === undefined ? {} : { width }),
  });
}

function widthOf(column: ResultColumn, rows: readonly Row[]): number {
  return columnWidth([column.heading, ...rows.map((row) => column.text(row))]);
}
