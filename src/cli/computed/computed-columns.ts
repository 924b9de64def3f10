import type { ColumnDeclaration } from '../../results/columns.js';
import { common } from '../../suites/declare-columns.js';

const BEFORE = [common('suite', 'suite')];
const AFTER: readonly ColumnDeclaration[] = [
  common('status', 'status'),
  common('reason', 'reason'),
  { ...common('check', 'check'), usual: 'none' },
];

/** The columns of a suite and, around them, those of every row that it does not declare itself. */
export function computedColumns(declared: readonly ColumnDeclaration[]): ColumnDeclaration[] {
  const missing = (columns: readonly ColumnDeclaration[]) =>
    columns.filter(({ name }) => !declared.some((column) => column.name === name));
  return [...missing(BEFORE), ...declared, ...missing(AFTER)];
}
