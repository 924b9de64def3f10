import type { ColumnDeclaration, Row } from '../results/columns.js';
import { numberIn, textIn } from '../results/display/headline.js';
import type { Paint } from '../results/display/paint.js';
import { formatValue } from '../results/display/value.js';
import { competingRows, hasParetoFront, tradeoffOf } from '../results/pareto-front.js';
import { groupRows } from './group-rows.js';
import { renderTradeoffChart, type TradeoffSeries } from './tradeoff-chart.js';

export interface ParetoOptions {
  readonly width?: number;
  readonly height?: number;
  readonly paint?: Paint;
}

/**
 * For each question whose rows trade recall for speed, a chart of one against the other; empty where there are none.
 * What is marked as the front is what the rows say. Rows that broke or were not found right are not drawn.
 */
export function renderParetoCharts(
  rows: readonly Row[],
  columns: readonly ColumnDeclaration[],
  options: ParetoOptions = {},
): string {
  if (!hasParetoFront(columns)) return '';
  const questions = competingRows(rows, columns);
  const asked = columns.filter(({ role, swept }) => role === 'parameter' && swept !== true);
  const differing = asked.filter(({ name }) => new Set(rows.map((row) => row[name])).size > 1);
  return questions
    .map((group) => {
      const question = differing.map((column) => tell(group[0] ?? {}, column)).join(', ');
      return renderTradeoffChart(seriesOf(group), {
        ...options,
        title: `queries/s against recall${question === '' ? '' : `, ${question}`} (log, logit); filled: Pareto front`,
        resolution: resolutionOf(group),
      });
    })
    .filter((text) => text !== '')
    .join('\n\n');
}

function tell(row: Row, column: ColumnDeclaration): string {
  const value = formatValue(row, column);
  return typeof row[column.name] === 'string' ? value : `${column.title} ${value}`;
}

function seriesOf(rows: readonly Row[]): TradeoffSeries[] {
  return [...groupRows(rows, labelOf)].map(([label, own]) => ({
    label,
    points: own.flatMap((row) => {
      const place = tradeoffOf(row);
      return place === null ? [] : [{ ...place, onFront: row.paretoFront === 'yes' }];
    }),
  }));
}

function labelOf(row: Row): string {
  return [textIn(row, 'index'), textIn(row, 'backend')].filter((part) => part !== null).join(' ');
}

/** The step in which recall can change: one neighbour of one query. */
function resolutionOf(rows: readonly Row[]): number {
  const neighbours = rows.map((row) => (numberIn(row, 'queries') ?? 1) * (numberIn(row, 'k') ?? 1));
  return 1 / Math.max(...neighbours);
}
