import type { ColumnDeclaration, Row } from '../../results/columns.js';
import { numberIn } from '../../results/display/headline.js';
import { formatCount, MISSING } from '../../results/display/quantity.js';
import { formatValue } from '../../results/display/value.js';
import { resultsReport } from '../results-report.js';
import { type BestCells, bestCells } from './best-cells.js';
import { chosenColumns } from './chosen-columns.js';
import { type ColumnScale, columnScale, intervalText, scaledHeading } from './column-scale.js';
import type { Publication, PublishedCell, PublishedColumn, PublishedRun } from './publication.js';
import { publishedNotes } from './published-notes.js';

const TITLES: Readonly<Record<string, string>> = {
  knn: 'Exact k-nearest-neighbour search',
  distance: 'Distances between vectors',
  kmeans: 'K-Means clustering',
  ann: 'Approximate nearest-neighbour search',
  load: 'An HTTP endpoint under load',
  serving: 'Serving tiers under load',
  scheduling: 'Serving schedulers, simulated',
};

/** What holds for all rows and is told in other words, or of no interest beside a table. */
const ELSEWHERE = /^(rounds|check|status|device|bound by) /;

/** Rows that were measured otherwise than asked, or answered wrongly: their figures would mislead, and are not published. */
const WITHHELD: ReadonlySet<unknown> = new Set(['invalid', 'wrong']);

/** A column of the table with how its cells are made. */
interface Maker extends PublishedColumn {
  cell(row: Row): PublishedCell;
}

/**
 * The table of a run as it can be published.
 * @param names columns to show, by name; those that tell something by default
 * @throws UsageError when a name is of no column
 */
export function publish(run: PublishedRun, names?: readonly string[]): Publication {
  const { rows, columns: declared } = run;
  const report = resultsReport(rows, declared);
  const best = bestCells(rows, declared);
  const chosen = chosenColumns(rows, declared, names);
  const makers = chosen.flatMap((column) => makersOf(column, { rows, declared, best, chosen }));
  const isShown = (text: string) => makers.some(({ cell }) => rows.some((row) => cell(row).text === text));
  const [, ...constants] = report.caption;
  // What a column shows need not be said above it.
  const asked = constants.filter((text) => !ELSEWHERE.test(text) && !isShown(text)).join(', ');
  const title = TITLES[run.suite] ?? run.suite;
  return {
    title: asked === '' ? title : `${title}: ${asked}`,
    caption: [
      roundsText(rows, declared),
      best.meaning,
      run.host,
      ...(run.partial ? ['PARTIAL: the run was interrupted'] : []),
      `Run ${run.runId}`,
    ].filter((text) => text !== ''),
    columns: makers.map(({ name, heading, align }) => ({ name, heading, align })),
    groups: report.groups.map((group) =>
      group.map((row) => ({ row, cells: makers.map((maker) => maker.cell(row)) })),
    ),
    notes: publishedNotes(rows, declared),
  };
}

interface Making {
  readonly rows: readonly Row[];
  readonly declared: readonly ColumnDeclaration[];
  readonly best: BestCells;
  readonly chosen: readonly ColumnDeclaration[];
}

/** A column, and behind it one for its interval where it declares one. */
function makersOf(column: ColumnDeclaration, { rows, declared, best, chosen }: Making): Maker[] {
  const isNumber = rows.some((row) => typeof row[column.name] === 'number');
  const scale = columnScale(column, rows, chosen);
  const own: Maker = {
    name: column.name,
    heading: isNumber ? scaledHeading(column, scale) : column.title,
    align: isNumber ? 'right' : 'left',
    cell: (row) => ({ text: cellText(row, column, scale), isBest: best.isBest(row, column) }),
  };
  const [low, high] = column.interval ?? [];
  if (low === undefined || high === undefined) return [own];
  const title = (declared.find(({ name }) => name === low)?.title ?? 'interval').replace(/ low$/, '');
  const interval: Maker = {
    name: low,
    heading: title === column.title ? `${title}, 95 % CI` : withUnit(title, scale),
    align: 'right',
    cell(row) {
      const [centre, from, to] = [column.name, low, high].map((name) => numberIn(row, name));
      const isKnown =
        !WITHHELD.has(row.status) &&
        typeof centre === 'number' &&
        typeof from === 'number' &&
        typeof to === 'number';
      // The interval of a single round is a point, which says nothing of how sure it is.
      const text = isKnown && row.rounds !== 1 ? intervalText(centre, from, to, scale) : MISSING;
      return { text, isBest: false };
    },
  };
  return [own, interval];
}

function withUnit(title: string, { unit }: ColumnScale): string {
  return unit === '' ? title : `${title} (${unit})`;
}

function cellText(row: Row, column: ColumnDeclaration, scale: ColumnScale): string {
  const value = row[column.name];
  if (column.role === 'metric' && WITHHELD.has(row.status)) return MISSING;
  return typeof value === 'number' ? scale.text(value) : formatValue(row, column);
}

/** `n = 9 rounds a row`, or of requests where rows are made of those. */
function roundsText(rows: readonly Row[], declared: readonly ColumnDeclaration[]): string {
  const counted = declared.some(({ name }) => name === 'rounds') ? 'rounds' : 'sent';
  const counts = rows.flatMap((row) => numberIn(row, counted) ?? []).filter((count) => count > 0);
  if (counts.length === 0) return '';
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const what = counted === 'rounds' ? 'round' : 'request';
  const range = least === most ? formatCount(most) : `${formatCount(least)} to ${formatCount(most)}`;
  const centre = counted === 'rounds' && most > 1 ? ', medians with bootstrap intervals' : '';
  return `n = ${range} ${most === 1 ? what : `${what}s`} a row${centre}`;
}
