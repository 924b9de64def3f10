import type { Row } from '../../results/columns.js';
import { numberIn } from '../../results/display/headline.js';
import { subjectIn } from '../../results/display/subject.js';
import { groupRows } from '../group-rows.js';

export interface GoodputCurve {
  readonly label: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Goodput by rate for each policy, in ascending order; none where there are not two rates. */
export function goodputCurves(rows: readonly Row[]): GoodputCurve[] {
  const known = rows.filter((row) => numberIn(row, 'rate') !== null && numberIn(row, 'goodputRps') !== null);
  if (new Set(known.map((row) => row.rate)).size < 2) return [];
  return [...groupRows(known, subjectIn)].map(([label, own]) => ({
    label,
    points: own
      .map((row) => ({ x: numberIn(row, 'rate') ?? 0, y: numberIn(row, 'goodputRps') ?? 0 }))
      .sort((a, b) => a.x - b.x),
  }));
}
