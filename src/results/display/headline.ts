import type { ColumnDeclaration, Row } from '../columns.js';

/** A suite's main figure: the first metric that is declared with an interval. */
export interface Headline {
  readonly column: ColumnDeclaration;
  readonly low: string;
  readonly high: string;
}

export function headlineOf(columns: readonly ColumnDeclaration[]): Headline | null {
  for (const column of columns) {
    if (column.role === 'metric' && column.interval !== undefined) {
      const [low, high] = column.interval;
      return { column, low, high };
    }
  }
  return null;
}

export function numberIn(row: Row, name: string): number | null {
  const value = row[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function textIn(row: Row, name: string): string | null {
  const value = row[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
