import type { ColumnDeclaration, Row } from '../../results/columns.js';
import { tellValue } from '../../results/display/value.js';
import { groupRows } from '../group-rows.js';

/** Rows whose answers were found right, or of suites that check none, those that were measured well. */
export function soundRows(rows: readonly Row[]): Row[] {
  const checked = rows.some((row) => row.check === 'pass');
  return rows.filter((row) => row.status === 'ok' && (!checked || row.check === 'pass'));
}

/** Rows by the question that they answer, in words: the parameters that differ and are neither swept nor `besides`. */
export function byQuestion(
  rows: readonly Row[],
  columns: readonly ColumnDeclaration[],
  besides: readonly string[] = [],
): Map<string, Row[]> {
  const asked = columns.filter(
    ({ role, name, swept, ofSubject }) =>
      role === 'parameter' && swept !== true && ofSubject !== true && !besides.includes(name),
  );
  const varying = asked.filter(({ name }) => new Set(rows.map((row) => row[name] ?? null)).size > 1);
  return groupRows(rows, (row) => varying.map((column) => tellValue(row, column)).join(', '));
}
