import { UsageError } from '../../errors.js';
import { type RecordedRun, rowIds } from '../../results/recorded-run.js';

/**
 * The run as though only cells whose id has `part` had been run.
 * @throws UsageError that names cells when there is none
 */
export function chosenCells(run: RecordedRun, part: string): RecordedRun {
  const ids = rowIds(run);
  const chosen = ids.includes(part) ? [part] : ids.filter((id) => id.includes(part));
  if (chosen.length === 0) {
    const shown = ids.slice(0, 6).join(', ');
    throw new UsageError(
      `expected --cell to be part of a cell's id, such as ${shown}${ids.length > 6 ? ', ...' : ''}; got "${part}"`,
    );
  }
  const kept = new Set(chosen);
  return {
    ...run,
    started: { ...run.started, cells: run.started.cells.filter(({ id }) => kept.has(id)) },
    rows: new Map([...run.rows].filter(([id]) => kept.has(id))),
  };
}
