import type { ColumnDeclaration, Row } from '../../results/columns.js';
import type { CellJudgement, TimingComparison } from '../../results/comparison/comparison.js';
import type { JudgedRuns } from '../../results/comparison/judged-runs.js';
import { tellValue } from '../../results/display/value.js';
import type { CellSummary } from '../../results/events.js';
import { type VerdictWord, verdictWord } from './verdict-word.js';
import { whyText } from './why.js';

/** A judged cell in words. */
export interface JudgedCell {
  readonly judgement: CellJudgement;
  readonly cell: CellSummary | undefined;
  /** Who answers, such as `ts`. */
  readonly subject: string;
  /** What tells its question from the others', such as `l2 · N 4,000`; empty where there is but one. */
  readonly question: string;
  readonly word: VerdictWord;
  readonly why: string;
  readonly timing: TimingComparison | null;
}

const SEPARATOR = ' · ';

export function judgedCells({ base, head, judgement }: JudgedRuns): JudgedCell[] {
  const cells = new Map(
    [...base.run.started.cells, ...head.run.started.cells].map((cell) => [cell.id, cell]),
  );
  const own = differing(head.run.started.columns, [...cells.values()]);
  return judgement.cells.map((one) => {
    const cell = cells.get(one.id);
    return {
      judgement: one,
      cell,
      subject: cell?.subject ?? one.id,
      question: cell === undefined ? '' : told(cell.parameters, own),
      word: verdictWord(one),
      why: whyText(one),
      timing: 'timing' in one && one.timing !== undefined ? one.timing : null,
    };
  });
}

/** The whole name of a cell, for a list that has no caption: `ts · gaussian · l2 · N 4,000 · k 10`. */
export function fullName({ subject, cell }: JudgedCell, columns: readonly ColumnDeclaration[]): string {
  if (cell === undefined) return subject;
  const parameters = told(cell.parameters, parameterColumns(columns));
  return parameters === '' ? subject : `${subject}${SEPARATOR}${parameters}`;
}

/** What holds for every cell, said once: `knn`, `gaussian`, `N 4,000`. */
export function sharedParameters({ base, head }: JudgedRuns): string[] {
  const { columns, suite } = head.run.started;
  const cells = [...base.run.started.cells, ...head.run.started.cells];
  const [first] = cells;
  const own = new Set(differing(columns, cells));
  const shared = parameterColumns(columns).filter((column) => !own.has(column));
  return [suite, ...(first === undefined ? [] : shared.flatMap((column) => value(first.parameters, column)))];
}

function differing(
  columns: readonly ColumnDeclaration[],
  cells: readonly CellSummary[],
): ColumnDeclaration[] {
  return parameterColumns(columns).filter(
    ({ name }) => new Set(cells.map(({ parameters }) => JSON.stringify(parameters[name] ?? null))).size > 1,
  );
}

function parameterColumns(columns: readonly ColumnDeclaration[]): ColumnDeclaration[] {
  return columns.filter(({ role }) => role === 'parameter');
}

function told(parameters: Row, columns: readonly ColumnDeclaration[]): string {
  return columns.flatMap((column) => value(parameters, column)).join(SEPARATOR);
}

/** Nothing where it goes without saying. */
function value(parameters: Row, column: ColumnDeclaration): string[] {
  const held = parameters[column.name] ?? null;
  return held === null || held === column.usual ? [] : [tellValue(parameters, column)];
}
