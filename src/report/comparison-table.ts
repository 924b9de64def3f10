import type { Paint, Tint } from '../results/display/paint.js';
import type { Comparison } from '../results/experiment/compare.js';
import { renderTable } from './table.js';

/** Ids of a list that a cell shows; all of them are in the document. */
const SHOWN_IDS = 3;

const TINT: Readonly<Record<Comparison['verdict'], Tint>> = {
  PASS: 'green',
  NEAR: 'yellow',
  FAIL: 'red',
  'NOT COMPARABLE': 'dim',
};

/** What was expected beside what was measured, with the verdict and why. */
export function renderComparisonTable(
  comparisons: readonly Comparison[],
  { width, paint }: { width: number; paint: Paint },
): string {
  return renderTable({
    head: ['figure', 'of', 'backend', 'expected', 'measured', 'unit', 'verdict', 'why'],
    align: ['left', 'left', 'left', 'right', 'right'],
    width,
    rows: comparisons.map(({ name, origin, backend, expected, measured, unit, verdict, why }) => [
      name,
      origin,
      backend ?? '–',
      figureText(expected),
      figureText(measured),
      unit,
      paint(TINT[verdict], verdict),
      why,
    ]),
  });
}

function figureText(figure: Comparison['measured']): string {
  if (figure === null) return '–';
  if (typeof figure === 'number') return String(Number(figure.toPrecision(12)));
  const more = figure.length > SHOWN_IDS ? ' ...' : '';
  return `${figure.slice(0, SHOWN_IDS).join(' ')}${more}`;
}
