import type { ColumnDeclaration, Row } from '../results/columns.js';
import { headlineOf, numberIn, textIn } from '../results/display/headline.js';
import type { Tint } from '../results/display/paint.js';
import { hasParetoFront } from '../results/pareto-front.js';

/** The row whose headline is best among those of one question whose answers were found right; null in a field of one. */
export function bestOf(group: readonly Row[], declared: readonly ColumnDeclaration[]): Row | null {
  const headline = headlineOf(declared);
  // Where speed is traded for recall, the fastest is not the best.
  if (headline === null || hasParetoFront(declared)) return null;
  const { name, better } = headline.column;
  const sign = better === 'higher' ? -1 : 1;
  const racing = group
    .filter((row) => row.status === 'ok' && row.check === 'pass')
    .flatMap((row) => ({ row, cost: sign * (numberIn(row, name) ?? Number.NaN) }))
    .filter(({ cost }) => !Number.isNaN(cost))
    .sort((a, b) => a.cost - b.cost);
  return racing.length > 1 ? (racing[0]?.row ?? null) : null;
}

/** How a value is coloured: the best headline, and every verdict that is not as it should be. */
export function tintOf(column: string, row: Row, isBestHeadline: boolean): Tint | null {
  if (isBestHeadline) return 'green';
  const value = textIn(row, column);
  if (column === 'paretoFront') return value === 'yes' ? 'green' : null;
  if (column === 'check') return value === 'fail' ? 'red' : null;
  if (column !== 'status' || value === 'ok') return null;
  return value === 'unavailable' || value === 'skipped' ? 'dim' : value === 'interrupted' ? 'yellow' : 'red';
}
