import type { Paint, Tint } from '../results/display/paint.js';
import type { Comparison } from '../results/experiment/compare.js';
import { renderTable } from './table.js';
import { wrapParts } from './wrap-text.js';

/** Ids of a list that a cell shows; all of them are in the document. */
const SHOWN_IDS = 3;

const TINT: Readonly<Record<Comparison['verdict'], Tint>> = {
  PASS: 'green',
  NEAR: 'yellow',
  FAIL: 'red',
  'NOT COMPARABLE': 'dim',
};

/** What was expected beside what was measured, with the verdict and why, and below it who said so. */
export function renderComparisonTable(
  comparisons: readonly Comparison[],
  { width, paint }: { width: number; paint: Paint },
): string {
  if (comparisons.length === 0) return 'Nothing is expected of this size.';
  const sources = [...new Set(comparisons.map(({ source }) => source))];
  const table = renderTable({
    head: ['figure', 'of', 'who', 'expected', 'measured', 'unit', 'verdict', 'why'],
    align: ['left', 'left', 'left', 'right', 'right'],
    width,
    rows: comparisons.map(({ name, origin, source, backend, expected, measured, unit, verdict, why }) => [
      name,
      sources.length === 1 ? origin : `${origin} [${sources.indexOf(source) + 1}]`,
      backend ?? '–',
      figureText(expected),
      figureText(measured),
      unit,
      paint(TINT[verdict], verdict),
      why,
    ]),
  });
  const told = sources.map((source, at) => {
    const mark = sources.length === 1 ? 'Source:' : `[${at + 1}]`;
    return paint('dim', wrapParts([mark, ...source.trim().split(/\s+/)], ' ', width, '  '));
  });
  return [table, ...told].join('\n');
}

function figureText(figure: Comparison['measured']): string {
  if (figure === null) return '–';
  if (typeof figure === 'number') return String(Number(figure.toPrecision(12)));
  const more = figure.length > SHOWN_IDS ? ' ...' : '';
  return `${figure.slice(0, SHOWN_IDS).join(' ')}${more}`;
}
