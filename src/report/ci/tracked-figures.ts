import type { ColumnDeclaration, Row } from '../../results/columns.js';
import { headlineOf, numberIn } from '../../results/display/headline.js';
import { tellValue } from '../../results/display/value.js';
import { comparedRows, type RecordedRun } from '../../results/recorded-run.js';

/** A run's main figure of one cell, as a tracker of figures over commits wants it. */
export interface TrackedFigure {
  /** The same in every run of the question, and another for each. */
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly rounds: number | null;
  /** Of the column: `lower` or `higher`. */
  readonly better: ColumnDeclaration['better'];
}

/** Figures of the cells that were measured and found right. */
export function trackedFigures(run: RecordedRun): TrackedFigure[] {
  const { columns, suite } = run.started;
  const headline = headlineOf(columns);
  if (headline === null) return [];
  const { column, low, high } = headline;
  return comparedRows(run).flatMap((row) => {
    const value = numberIn(row, column.name);
    if (value === null || row.status !== 'ok' || row.check !== 'pass') return [];
    return [
      {
        name: [suite, ...nameParts(row, columns)].join(' / '),
        unit: column.unit,
        value,
        low: numberIn(row, low),
        high: numberIn(row, high),
        rounds: numberIn(row, 'rounds'),
        better: column.better,
      },
    ];
  });
}

function nameParts(row: Row, columns: readonly ColumnDeclaration[]): string[] {
  const subject = typeof row.backend === 'string' ? [row.backend] : [];
  const parameters = columns.filter(
    ({ role, name, usual }) => role === 'parameter' && (row[name] ?? null) !== null && row[name] !== usual,
  );
  return [...subject, ...parameters.map((column) => tellValue(row, column))];
}
