import type { ColumnDeclaration, Row } from '../../results/columns.js';
import { numberIn } from '../../results/display/headline.js';
import { hasParetoFront } from '../../results/pareto-front.js';
import { groupRows } from '../group-rows.js';

/** Parameters that say who answers, of suites that have no backends. */
const WHO: readonly string[] = ['tier', 'policy'];
/** The metrics whose trade-off a Pareto front is about. */
const TRADED: readonly string[] = ['recall', 'queriesPerSecond'];

/** Units of figures that say how a rate came about: nobody races for them. */
const NO_RACE: readonly string[] = ['%', 'GB/s'];

/** Which figures are set in bold, and what that means in words; empty words where none can be. */
export interface BestCells {
  readonly meaning: string;
  isBest(row: Row, column: ColumnDeclaration): boolean;
}

/**
 * The best of each metric among the rows that answer one question and were found right, with its equals; nothing in a
 * field of one, nor where all are equal. Of rows that trade one metric for another, those on the front.
 */
export function bestCells(rows: readonly Row[], declared: readonly ColumnDeclaration[]): BestCells {
  if (hasParetoFront(declared)) {
    return {
      meaning: 'Bold: on the Pareto front',
      isBest: (row, { name }) => row.paretoFront === 'yes' && TRADED.includes(name),
    };
  }
  const asked = declared.filter(
    ({ role, ofSubject, name }) => role === 'parameter' && ofSubject !== true && !WHO.includes(name),
  );
  const checked = rows.some((row) => row.check === 'pass');
  const sound = rows.filter((row) => row.status === 'ok' && (!checked || row.check === 'pass'));
  const questions = groupRows(sound, (row) => JSON.stringify(asked.map(({ name }) => row[name] ?? null)));
  const best = new Map<Row, Set<string>>();
  const races = ({ role, better, unit }: ColumnDeclaration) =>
    role === 'metric' && better !== 'none' && !NO_RACE.includes(unit);
  for (const column of declared.filter(races)) {
    for (const racing of questions.values()) {
      for (const row of bestOf(racing, column)) best.set(row, (best.get(row) ?? new Set()).add(column.name));
    }
  }
  return {
    meaning: best.size === 0 ? '' : 'Bold: best of those that answer one question',
    isBest: (row, { name }) => best.get(row)?.has(name) === true,
  };
}

function bestOf(rows: readonly Row[], { name, better }: ColumnDeclaration): Row[] {
  const measured = rows.flatMap((row) => ({ row, value: numberIn(row, name) }));
  const values = measured.flatMap(({ value }) => value ?? []);
  const best = better === 'lower' ? Math.min(...values) : Math.max(...values);
  if (values.length < 2 || values.every((value) => value === best)) return [];
  return measured.filter(({ value }) => value === best).map(({ row }) => row);
}
