import { EXIT, type ExitCode } from '../../errors.js';
import { type RunVerdict, verdictOf } from '../../results/verdict.js';
import type { ServingCapacity } from '../../suites/serving/capacity.js';
import type { ServingRow } from '../../suites/serving/row.js';

/**
 * What the rows say together. A ramp misses the SLO on purpose: the run fails only where the user named an SLO and a tier
 * held it at no rate at all. What the null tier could not carry is its finding, and no fault of the run.
 */
export function servingVerdict(
  rows: readonly ServingRow[],
  capacities: readonly ServingCapacity[],
  { sloGiven, interruptedBy }: { readonly sloGiven: boolean; readonly interruptedBy: ExitCode | undefined },
): RunVerdict {
  const asked = rows.filter(({ tier, status }) => tier !== 'null' || status === 'failed');
  const verdict = verdictOf(
    asked.map(({ status }) => status),
    interruptedBy,
  );
  const partial = verdict.partial || interruptedBy !== undefined;
  const missed = capacities.some(({ holdsRps, bound }) => holdsRps === null && bound === 'slo');
  if (verdict.verdict === 'ok' && sloGiven && missed) {
    return { verdict: 'missed', exitCode: EXIT.regression, partial };
  }
  return { ...verdict, partial };
}
