import { DataError } from '../../errors.js';
import type { SidedResults } from '../../harness/side-by-side/side-by-side.js';
import type { EqualPair } from '../../results/comparison/noise-floor.js';
import type { RecordedRun } from '../../results/recorded-run.js';
import { median } from '../../stats/quantile.js';

/**
 * What each cell took on either side of a comparison of a code with itself, of the cells that both sides answered right.
 * @throws DataError when there is no such cell
 */
export function equalPairs({ base, head }: SidedResults): EqualPair[] {
  const pairs = head.run.started.cells.flatMap(({ id, subject }) => {
    const baseMs = medianOf(base.run, id);
    const headMs = medianOf(head.run, id);
    // What does nothing takes as long as the clock says.
    if (subject === 'null' || baseMs === null || headMs === null) return [];
    return [{ cellId: id, baseMs, headMs }];
  });
  if (pairs.length > 0) return pairs;
  const statuses = [...new Set(head.run.statuses.values())].join(', ');
  throw new DataError(
    `expected cells that were measured to calibrate by; all are ${statuses || 'missing'}`,
    'calibration',
  );
}

function medianOf({ statuses, samples }: RecordedRun, id: string): number | null {
  const times = (samples.get(id) ?? []).map(({ ms }) => ms);
  return statuses.get(id) === 'ok' && times.length > 0 ? median(times) : null;
}
