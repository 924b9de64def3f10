import type { ColumnDeclaration, Row } from '../results/columns.js';
import { headlineOf, numberIn } from '../results/display/headline.js';
import type { Paint } from '../results/display/paint.js';
import { formatValue } from '../results/display/value.js';
import { groupRows } from './group-rows.js';
import { type ChartSeries, renderLineChart } from './line-chart.js';
import { subjectLabel } from './subject-label.js';

export interface ScalingOptions {
  readonly width?: number;
  readonly height?: number;
  readonly paint?: Paint;
  /** The parameter to draw against; `n` by default. */
  readonly against?: string;
}

/**
 * A chart of median time against size for each question that was asked at several sizes, one line per backend; empty
 * when there was but one size. Rows that broke or whose answers were not found right are not drawn.
 */
export function renderScalingCharts(
  rows: readonly Row[],
  declared: readonly ColumnDeclaration[],
  options: ScalingOptions = {},
): string {
  const { against = 'n', ...chart } = options;
  const headline = headlineOf(declared);
  const size = declared.find((column) => column.name === against);
  if (headline === null || size === undefined || headline.column.unit !== 'ms') return '';
  const others = declared.filter(
    ({ role, name, ofSubject }) => role === 'parameter' && name !== against && ofSubject !== true,
  );
  const sound = rows.filter((row) => row.status === 'ok' && row.check === 'pass');
  const varying = others.filter(({ name }) => new Set(sound.map((row) => row[name])).size > 1);
  const questions = groupRows(sound, (row) => varying.map((column) => formatValue(row, column)).join(', '));
  return [...questions]
    .filter(([, asked]) => new Set(asked.map((row) => row[against])).size > 1)
    .map(([question, asked]) =>
      renderLineChart(seriesOf(asked, headline.column.name, against), {
        ...chart,
        title: `${headline.column.title} against ${size.title}${question === '' ? '' : `, ${question}`} (log-log)`,
        xTitle: size.title,
      }),
    )
    .filter((text) => text !== '')
    .join('\n\n');
}

function seriesOf(rows: readonly Row[], headline: string, against: string): ChartSeries[] {
  const byThreads = groupRows(rows, subjectLabel);
  const labelOf = (row: Row) => {
    const label = subjectLabel(row);
    const counts = new Set(byThreads.get(label)?.map(({ threads }) => threads));
    return counts.size > 1 ? `${label} x ${row.threads}` : label;
  };
  return [...groupRows(rows, labelOf)].map(([label, ofBackend]) => ({
    label,
    points: ofBackend.flatMap((row) => {
      const x = numberIn(row, against);
      const ms = numberIn(row, headline);
      return x === null || ms === null ? [] : [{ x, ms }];
    }),
  }));
}
