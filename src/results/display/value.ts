import type { ColumnDeclaration, Row } from '../columns.js';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNumber,
  formatRatio,
  formatShare,
  MISSING,
} from './quantity.js';

const MS_PER_UNIT: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, ms: 1, s: 1e3 };

/** A row's value as its column's unit wants it: times and bytes carry a unit that fits, rates have it in the heading. */
export function formatValue(row: Row, column: ColumnDeclaration): string {
  const value = row[column.name];
  if (value === null || value === undefined || value === '') return MISSING;
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return value.join(' ');
  const msPerUnit = MS_PER_UNIT[column.unit];
  if (msPerUnit !== undefined) return formatDuration(value * msPerUnit);
  if (column.unit === 'bytes') return formatBytes(value);
  if (column.unit === 'x') return formatRatio(value);
  if (isShare(column, value)) return formatShare(value);
  return column.unit === '' && Number.isInteger(value) ? formatCount(value) : formatNumber(value);
}

/** A value as it is told outside a table: `N 4,000`, `check pass`, and of a parameter that is a word the word alone. */
export function tellValue(row: Row, column: ColumnDeclaration): string {
  const text = formatValue(row, column);
  return column.role === 'parameter' && typeof row[column.name] === 'string'
    ? text
    : `${column.title} ${text}`;
}

/** `queries/s`, `GFLOP/s`, `median`: the title, or the unit where that says it all. */
export function headingOf(column: ColumnDeclaration): string {
  if (column.unit === '1/s') return `${column.title}/s`;
  return column.unit.includes('/') ? column.unit : column.title;
}

/** Whether a column's values are durations or sizes in bytes, which bear their unit with them. */
export function isTimeOrBytes(column: ColumnDeclaration): boolean {
  return column.unit === 'bytes' || MS_PER_UNIT[column.unit] !== undefined;
}

/** A dimensionless metric of which more is better and all is one, such as recall. */
function isShare(column: ColumnDeclaration, value: number): boolean {
  return (
    column.role === 'metric' && column.unit === '' && column.better === 'higher' && value >= 0 && value <= 1
  );
}
