import { paretoFront } from '../stats/pareto.js';
import type { ColumnDeclaration, Row } from './columns.js';

/** The column that is filled in, and the metrics whose trade-off it is about. */
const FRONT = 'paretoFront';
const QUALITY = 'recall';
const RATE = 'queriesPerSecond';

/** Whether rows of these columns compete for a Pareto front. */
export function hasParetoFront(columns: readonly ColumnDeclaration[]): boolean {
  return columns.some(({ name }) => name === FRONT);
}

/** Rows that answer one question, by what is asked of them all: every parameter that is not swept. */
export function competingRows(rows: readonly Row[], columns: readonly ColumnDeclaration[]): Row[][] {
  const asked = columns.filter(({ role, swept }) => role === 'parameter' && swept !== true);
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const question = JSON.stringify(asked.map(({ name }) => row[name] ?? null));
    const group = groups.get(question);
    if (group === undefined) groups.set(question, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

/** A row's place in the trade-off; null where it was not measured or not found right. */
export function tradeoffOf(row: Row): { readonly recall: number; readonly queriesPerSecond: number } | null {
  const recall = row[QUALITY];
  const queriesPerSecond = row[RATE];
  const sound = row.status === 'ok' && row.check === 'pass';
  if (!sound || typeof recall !== 'number' || typeof queriesPerSecond !== 'number') return null;
  return { recall, queriesPerSecond };
}

/**
 * Fills `paretoFront` where rows have it: `yes` for those than which no other of the same question finds more and is no
 * slower, or is faster and finds no less.
 */
export function withParetoFronts(rows: readonly Row[], columns: readonly ColumnDeclaration[]): Row[] {
  if (!hasParetoFront(columns)) return [...rows];
  const verdicts = new Map<Row, string>();
  for (const group of competingRows(rows, columns)) {
    const placed = group.flatMap((row) => {
      const place = tradeoffOf(row);
      return place === null ? [] : [{ row, place }];
    });
    const front = paretoFront(placed.map(({ place }) => ({ x: place.recall, y: place.queriesPerSecond })));
    for (const [at, { row }] of placed.entries()) verdicts.set(row, front[at] === true ? 'yes' : 'no');
  }
  return rows.map((row) => ({ ...row, [FRONT]: verdicts.get(row) ?? null }));
}
