import { stringify } from 'csv-stringify/sync';
import { renderTable } from '../../report/table.js';
import { MISSING } from '../../results/display/quantity.js';
import { outputStyle } from '../output-style.js';
import type { QueryAnswer, QueryValue } from './query-runs.js';

export const QUERY_FORMATS = ['table', 'csv', 'json', 'md'] as const;
export type QueryFormat = (typeof QUERY_FORMATS)[number];

/** Significant digits of a table that people read; the others have all. */
const DIGITS = 6;

/** The answer as text that ends with a line feed. */
export function answerText(answer: QueryAnswer, format: QueryFormat): string {
  const { columns, rows } = answer;
  switch (format) {
    case 'csv':
      return stringify(
        rows.map((row) => row.map((value) => value ?? '').map(String)),
        { header: true, columns: [...columns] },
      );
    case 'json':
      return `${JSON.stringify(recordsOf(answer), null, 2)}\n`;
    case 'md':
      return markdown(answer);
    case 'table': {
      const { width } = outputStyle();
      const table = renderTable({
        head: columns,
        align: alignOf(answer),
        rows: rows.map((row) => row.map(shown)),
        ...(Number.isFinite(width) && { width }),
      });
      return `${table}\n${rows.length} ${rows.length === 1 ? 'row' : 'rows'}\n`;
    }
  }
}

export function recordsOf({ columns, rows }: QueryAnswer): Record<string, QueryValue>[] {
  return rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null])));
}

function markdown(answer: QueryAnswer): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return `${[
    line(answer.columns),
    line(alignOf(answer).map((align) => (align === 'right' ? '---:' : '---'))),
    ...answer.rows.map((row) => line(row.map(shown))),
  ].join('\n')}\n`;
}

function alignOf({ columns, rows }: QueryAnswer): ('left' | 'right')[] {
  return columns.map((_, at) => (rows.some((row) => typeof row[at] === 'number') ? 'right' : 'left'));
}

function shown(value: QueryValue): string {
  if (value === null) return MISSING;
  if (typeof value !== 'number') return String(value).replaceAll(/\s*\n\s*/g, ' ');
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(DIGITS)));
}
