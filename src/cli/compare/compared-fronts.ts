import type { ComparedFront } from '../../results/comparison/comparison.js';
import type { CellSummary } from '../../results/events.js';
import { hasParetoFront } from '../../results/pareto-front.js';
import type { RecordedRun } from '../../results/recorded-run.js';

/** What cells of a front trade speed for. */
const QUALITY = 'recall';

/** The fronts of a suite that sweeps a trade-off: a subject's cells of one question, whatever is swept. */
export function comparedFronts(base: RecordedRun, head: RecordedRun): ComparedFront[] {
  const { columns, cells } = head.started;
  if (!hasParetoFront(columns)) return [];
  const asked = columns.filter(({ role, swept }) => role === 'parameter' && swept !== true);
  const inBoth = new Set(base.started.cells.map(({ id }) => id));
  const fronts = new Map<string, CellSummary[]>();
  for (const cell of cells.filter(({ id }) => inBoth.has(id))) {
    const values = asked.flatMap(({ name, title }) => {
      const value = cell.parameters[name] ?? null;
      return value === null ? [] : [typeof value === 'number' ? `${title} ${value}` : String(value)];
    });
    const question = [cell.subject, ...values].join(' · ');
    fronts.set(question, [...(fronts.get(question) ?? []), cell]);
  }
  return [...fronts].flatMap(([question, own]) =>
    own.length < 2 ? [] : [{ question, cellIds: own.map(({ id }) => id), quality: QUALITY }],
  );
}
