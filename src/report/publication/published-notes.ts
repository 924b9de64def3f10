import type { ColumnDeclaration, Row } from '../../results/columns.js';
import { textIn } from '../../results/display/headline.js';
import { subjectIn } from '../../results/display/subject.js';
import { tellValue } from '../../results/display/value.js';
import { groupRows } from '../group-rows.js';

/** Whose rows have no figures, and why: a line for each cause, with the question where it did not meet them all. */
export function publishedNotes(rows: readonly Row[], declared: readonly ColumnDeclaration[]): string[] {
  const varying = declared.filter(
    ({ role, ofSubject, name }) =>
      role === 'parameter' && ofSubject !== true && new Set(rows.map((row) => row[name] ?? null)).size > 1,
  );
  const questionOf = (row: Row) =>
    varying
      .filter(({ name }) => (row[name] ?? null) !== null)
      .map((column) => tellValue(row, column))
      .join(', ');
  // A target missed shows in its own column.
  const told = rows.filter((row) => !/^SLO missed: /.test(textIn(row, 'reason') ?? 'SLO missed: '));
  const causes = groupRows(told, (row) => `${subjectIn(row)} ${row.status} ${row.reason}`);
  return [...causes.values()].flatMap((met) => {
    const [first] = met;
    if (first === undefined) return [];
    const all = rows.filter((row) => subjectIn(row) === subjectIn(first)).length;
    const where = met.length === all ? [] : met.map(questionOf).filter((text) => text !== '');
    const who = [subjectIn(first), where.join('; ')].filter((text) => text !== '').join(', ');
    const outcome = first.status === 'ok' ? '' : ` ${first.status}`;
    return `${who}${outcome}: ${textIn(first, 'reason')}`.trim();
  });
}
