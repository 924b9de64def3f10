import type { ColumnDeclaration, Row } from '../../results/columns.js';
import { type Headline, headlineOf, numberIn } from '../../results/display/headline.js';
import { formatCount } from '../../results/display/quantity.js';
import type { Plot, PlotSource } from './plot.js';
import { byQuestion, soundRows } from './questions.js';
import { seriesChart } from './series-chart.js';
import { seriesNames } from './series-name.js';

/** Sizes to draw against, the first of which rows differ in is taken. */
const SIZES: readonly string[] = ['n', 'd', 'k', 'pairs', 'rows', 'queries', 'threads'];

/** The headline against a size, one plot for each question that was asked at several sizes. */
export function scalingPlots({ rows, columns }: PlotSource): Plot[] {
  const headline = headlineOf(columns);
  const sound = soundRows(rows);
  const size = SIZES.map((name) => columns.find((column) => column.name === name)).find(
    (column) => column !== undefined && new Set(sound.map((row) => row[column.name])).size > 1,
  );
  if (headline === null || size === undefined) return [];
  return [...byQuestion(sound, columns, [size.name])]
    .filter(([, asked]) => new Set(asked.map((row) => row[size.name])).size > 1)
    .map(([question, asked]) => plotOf(question, asked, size, headline));
}

function plotOf(
  question: string,
  rows: readonly Row[],
  size: ColumnDeclaration,
  { column, low, high }: Headline,
): Plot {
  const nameOf = size.name === 'threads' ? seriesNames([]) : seriesNames(rows);
  const points = rows
    .flatMap((row) => {
      const [x, y] = [numberIn(row, size.name), numberIn(row, column.name)];
      if (x === null || y === null || !(x > 0) || !(y > 0)) return [];
      // The interval of a single round is a point.
      const [from, to] = row.rounds === 1 ? [null, null] : [numberIn(row, low), numberIn(row, high)];
      return { series: nameOf(row), x, y, low: from ?? undefined, high: to ?? undefined };
    })
    .sort((a, b) => a.x - b.x);
  const xs = points.map(({ x }) => x);
  const names = [...new Set(points.map(({ series }) => series))];
  return {
    title: `${capital(column.title)} against ${size.title}`,
    subtitle: question,
    description:
      `${names.join(', ')}: ${column.title} in ${column.unit} against ${size.title} from ${formatCount(Math.min(...xs))} to ` +
      `${formatCount(Math.max(...xs))}, both axes logarithmic, with intervals.`,
    chart: seriesChart({
      points,
      xTitle: size.title,
      yTitle: column.unit === '' ? column.title : `${column.title} (${column.unit})`,
      xScale: 'log',
      yScale: 'log',
    }),
  };
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
