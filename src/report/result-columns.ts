import type { ColumnDeclaration, Row } from '../results/columns.js';
import type { ColumnWidth } from '../results/display/fit-columns.js';
import { type Headline, headlineOf, numberIn } from '../results/display/headline.js';
import { formatInterval, MISSING } from '../results/display/quantity.js';
import { SUBJECT_NAMES } from '../results/display/subject.js';
import { formatValue, headingOf, isTimeOrBytes } from '../results/display/value.js';
import type { Align } from './table.js';

/** A column of a report, chosen for these rows. */
export interface ResultColumn extends Pick<ColumnWidth, 'rank'> {
  /** Name of the declared column it shows. */
  readonly name: string;
  /** Part of the question: equal in all rows of a group. */
  readonly isQuestion: boolean;
  readonly heading: string;
  readonly align: Align;
  text(row: Row): string;
}

export interface ResultColumns {
  /** In the order in which they stand. */
  readonly columns: readonly ResultColumn[];
  /** What is equal in every row and said once instead. */
  readonly constants: readonly ColumnDeclaration[];
  /** Parameters that differ and are not swept: equal values of all of them make a group of rows. */
  readonly question: readonly ColumnDeclaration[];
}

/** Told elsewhere: the reason stands below the table, the suite above it. */
const ELSEWHERE: readonly string[] = ['suite', 'reason'];

/** Columns are left out of a narrow table by rank, largest first; parts of the time and memory come last of all. */
const RANK: Readonly<Record<string, number>> = {
  status: 2,
  check: 4,
  engine: 5,
  threads: 8,
  precision: 3,
  rounds: 9,
  device: 10,
};

/** Sorts a suite's columns into those a table needs and those it can say once. */
export function resultColumns(rows: readonly Row[], declared: readonly ColumnDeclaration[]): ResultColumns {
  const headline = headlineOf(declared);
  const interval = headline === null ? [] : [headline.low, headline.high];
  const told = declared.filter(({ name }) => !ELSEWHERE.includes(name) && !interval.includes(name));
  const varies = (column: ColumnDeclaration) => column.name === 'backend' || !isConstant(rows, column);
  const of = (keep: (column: ColumnDeclaration) => boolean) =>
    told.filter(keep).map((column) => plainColumn(column, rows));
  const isParameter = ({ role, ofSubject }: ColumnDeclaration) => role === 'parameter' && ofSubject !== true;
  const isSwept = (column: ColumnDeclaration) => isParameter(column) && column.swept === true;
  const isQuestion = (column: ColumnDeclaration) => isParameter(column) && column.swept !== true;
  const isVerdict = ({ name }: ColumnDeclaration) =>
    name === 'check' || name === 'status' || name === 'rounds';
  const isSubject = (column: ColumnDeclaration) =>
    column.role !== 'metric' && !isParameter(column) && !isVerdict(column);
  const isMetric = (column: ColumnDeclaration) => column.role === 'metric' && column !== headline?.column;
  const isMeasured = ({ name }: ColumnDeclaration) => rows.some((row) => numberIn(row, name) !== null);
  return {
    columns: [
      ...of((column) => isQuestion(column) && varies(column)).map((column) => ({
        ...column,
        rank: 0,
        isQuestion: true,
      })),
      ...of((column) => isSwept(column) && varies(column)).map((column) => ({ ...column, rank: 0 })),
      ...of((column) => isSubject(column) && varies(column)),
      ...(headline === null ? [] : headlineColumns(headline, declared, rows)),
      ...of((column) => isMetric(column) && column.unit === 'x' && isMeasured(column)),
      ...(headline === null
        ? inOrder(of((column) => isMetric(column) && column.unit !== 'x' && isMeasured(column)))
        : of(
            (column) =>
              isMetric(column) && column.unit !== 'x' && !isTimeOrBytes(column) && isMeasured(column),
          )),
      ...of((column) => column.name === 'check' && varies(column)),
      ...of((column) => column.name === 'status' && varies(column)),
      ...of((column) => column.name === 'rounds' && varies(column)),
      ...(headline === null
        ? []
        : of((column) => isMetric(column) && isTimeOrBytes(column) && isMeasured(column))),
    ],
    constants: told
      .filter((column) => column.role !== 'metric' && !varies(column) && !isUsual(rows, column))
      .sort((a, b) => Number(b.role === 'parameter') - Number(a.role === 'parameter')),
    question: told.filter((column) => isQuestion(column) && varies(column)),
  };
}

const FIRST_METRIC_RANK = 6;

/** Metrics of a suite without a main figure weigh as they are declared, the first most. */
function inOrder(columns: readonly ResultColumn[]): ResultColumn[] {
  return columns.map((column, at) => ({
    ...column,
    rank: FIRST_METRIC_RANK + at / (columns.length + 1),
  }));
}

function plainColumn(column: ColumnDeclaration, rows: readonly Row[]): ResultColumn {
  const { name } = column;
  return {
    name,
    isQuestion: false,
    heading: headingOf(column),
    align: rows.some((row) => typeof row[name] === 'number') ? 'right' : 'left',
    rank: SUBJECT_NAMES.includes(name) ? 0 : (RANK[name] ?? metricRank(column)),
    text: (row) => (name === 'check' && row[name] === 'none' ? MISSING : formatValue(row, column)),
  };
}

function metricRank(column: ColumnDeclaration): number {
  if (column.role !== 'metric') return 9;
  if (column.unit === 'x') return 1;
  if (isTimeOrBytes(column)) return 11;
  return column.unit === '' ? 6 : 7;
}

function headlineColumns(
  { column, low, high }: Headline,
  declared: readonly ColumnDeclaration[],
  rows: readonly Row[],
): ResultColumn[] {
  const lowTitle = declared.find(({ name }) => name === low)?.title ?? 'interval';
  return [
    { ...plainColumn(column, rows), rank: 0 },
    {
      name: low,
      isQuestion: false,
      heading: lowTitle.replace(/ low$/, ''),
      align: 'left',
      rank: 3,
      text: (row) => intervalText(row, column, low, high),
    },
  ];
}

function intervalText(row: Row, column: ColumnDeclaration, low: string, high: string): string {
  // The interval of a single round is a point, which says nothing of how sure it is.
  if (numberIn(row, 'rounds') === 1) return MISSING;
  const [centre, from, to] = [column.name, low, high].map((name) => numberIn(row, name));
  if (typeof centre !== 'number' || typeof from !== 'number' || typeof to !== 'number') return MISSING;
  if (column.unit === 'ms') return formatInterval(centre, from, to);
  const side = (name: string) => formatValue(row, { ...column, name });
  return `[${side(low)}, ${side(high)}]`;
}

/** Whether the rows have what goes without saying. */
function isUsual(rows: readonly Row[], { name, usual }: ColumnDeclaration): boolean {
  return usual !== undefined && rows.every((row) => row[name] === usual);
}

/** Whether every row that has the column's value has the same; what no row has is not worth a column either. */
function isConstant(rows: readonly Row[], { name, role }: ColumnDeclaration): boolean {
  const values = rows
    .map((row) => row[name] ?? null)
    // A row that could not run has no engine; that must not turn a constant into a column.
    .filter((value) => role === 'parameter' || value !== null);
  return new Set(values.map((value) => JSON.stringify(value))).size <= 1;
}
