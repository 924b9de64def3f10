import { EXIT, type ExitCode } from '../../errors.js';
import type { Capacity } from '../../load/find-capacity.js';
import type { LoadRow } from '../../load/row.js';
import { type RunVerdict, verdictOf } from '../../results/verdict.js';

/** What the rows say together. A search misses on purpose: it fails only where no rate held. */
export function loadVerdict(
  rows: readonly LoadRow[],
  capacity: Capacity | undefined,
  interruptedBy: ExitCode | undefined,
): RunVerdict {
  const partial = rows.some(({ status }) => status === 'interrupted') || interruptedBy !== undefined;
  if (capacity !== undefined && interruptedBy === undefined) {
    if (capacity.holdsRps !== null) return { verdict: 'ok', exitCode: EXIT.ok, partial };
    if (capacity.bound === 'generator') return { verdict: 'invalid', exitCode: EXIT.invalid, partial };
    return { verdict: 'missed', exitCode: EXIT.regression, partial };
  }
  const verdict = verdictOf(
    rows.map(({ status }) => status),
    interruptedBy,
  );
  const missed = rows.some(({ sloHolds }) => sloHolds === 'no');
  if (verdict.verdict === 'ok' && missed) return { verdict: 'missed', exitCode: EXIT.regression, partial };
  return { ...verdict, partial };
}
