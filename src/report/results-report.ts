import type { ColumnDeclaration, Row } from '../results/columns.js';
import { textIn } from '../results/display/headline.js';
import { subjectIn } from '../results/display/subject.js';
import { tellValue } from '../results/display/value.js';
import { groupRows } from './group-rows.js';
import { type ResultColumn, resultColumns } from './result-columns.js';

/** What a table of results says in any format, still as columns and words. */
export interface ResultsReport {
  /** What holds for every row, said once. */
  readonly caption: readonly string[];
  readonly columns: readonly ResultColumn[];
  /** Rows of one question stand together, in the order given. */
  readonly groups: readonly (readonly Row[])[];
  readonly reasons: readonly string[];
}

export function resultsReport(rows: readonly Row[], declared: readonly ColumnDeclaration[]): ResultsReport {
  const { columns, constants, question } = resultColumns(rows, declared);
  const questionOf = (row: Row) => question.map((column) => tellValue(row, column)).join(', ');
  const groups = groupRows(rows, questionOf);
  const first = rows[0];
  const suite = first === undefined ? null : textIn(first, 'suite');
  return {
    caption: [...(suite === null ? [] : [suite]), ...constants.flatMap((column) => constant(rows, column))],
    columns,
    groups: [...groups.values()],
    reasons: reasons(rows, questionOf),
  };
}

function constant(rows: readonly Row[], column: ColumnDeclaration): string[] {
  const row = rows.find((candidate) => (candidate[column.name] ?? null) !== null);
  return row === undefined ? [] : [tellValue(row, column)];
}

/** One line for each cause, with the question where it did not meet them all. */
function reasons(rows: readonly Row[], questionOf: (row: Row) => string): string[] {
  const withReason = rows.filter((row) => textIn(row, 'reason') !== null);
  const causes = groupRows(withReason, (row) => {
    return JSON.stringify([subjectIn(row), textIn(row, 'status') ?? '', textIn(row, 'reason') ?? '']);
  });
  return [...causes].map(([key, met]) => {
    const [subject, status, reason]: string[] = JSON.parse(key);
    const all = rows.filter((row) => subjectIn(row) === subject).length;
    const where = met.map(questionOf).filter((text) => text !== '');
    const at = where.length === 0 || met.length === all ? '' : ` (${where.join('; ')})`;
    return `${subject}${at} ${status}: ${reason}`.trimStart();
  });
}
