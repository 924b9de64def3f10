import { stringify } from 'csv-stringify/sync';
import type { ColumnDeclaration, Row } from '../results/columns.js';

/** CSV with a heading line and the columns in the order declared; what was not measured is empty. */
export function renderCsv(rows: readonly Row[], declared: readonly ColumnDeclaration[]): string {
  const names = declared.map(({ name }) => name);
  const records = rows.map((row) => names.map((name) => fieldOf(row[name])));
  return stringify(records, { header: true, columns: names });
}

/** Numbers in full; a list as JSON. */
function fieldOf(value: Row[string] | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
