import type { ColumnDeclaration, Row } from '../results/columns.js';
import { resultsReport } from './results-report.js';

/** Ranks from here on (parts of the time, memory) are left to CSV: a page scrolls sideways badly. */
const DETAIL_RANK = 10;

/** The results as a GitHub table, under a line with what all rows share and above the reasons of those without figures. */
export function renderMarkdown(rows: readonly Row[], declared: readonly ColumnDeclaration[]): string {
  if (rows.length === 0) return 'No results.\n';
  const { caption, columns: all, groups, reasons } = resultsReport(rows, declared);
  const columns = all.filter((column) => column.rank < DETAIL_RANK);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table = [
    line(columns.map((column) => escapeMarkdown(column.heading))),
    line(columns.map((column) => (column.align === 'right' ? '---:' : '---'))),
    ...groups.flat().map((row) => line(columns.map((column) => escapeMarkdown(column.text(row))))),
  ];
  const notes = reasons.map((reason) => `- ${escapeMarkdown(reason)}`);
  const parts = [[escapeMarkdown(caption.join(' · '))], table, notes];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

/** What would end a table cell, a line or plain text. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_<>|[\]]/g, '\\$&').replaceAll(/\s*\n\s*/g, ' ');
}
