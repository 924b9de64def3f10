import { EXIT, type ExitCode } from '../../errors.js';
import type { Status } from '../../results/status.js';
import { type RunVerdict, verdictOf } from '../../results/verdict.js';

/** What the rows say together. Cells that an interrupt kept from running have no row, and make the run a part. */
export function computedVerdict(
  statuses: readonly Status[],
  interruptedBy: ExitCode | undefined,
): RunVerdict {
  const verdict = verdictOf(statuses, interruptedBy);
  if (interruptedBy !== undefined) return { ...verdict, partial: true };
  const none = statuses.length > 0 && statuses.every((status) => status === 'unavailable');
  return none ? { ...verdict, verdict: 'failed', exitCode: EXIT.unavailable } : verdict;
}
