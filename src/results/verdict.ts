import { EXIT, type ExitCode } from '../errors.js';
import type { Status } from './status.js';

/** `missed`: measured well, and a target such as a latency was not held. */
export const VERDICTS = ['ok', 'wrong', 'invalid', 'missed', 'failed', 'interrupted'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface RunVerdict {
  readonly verdict: Verdict;
  readonly exitCode: ExitCode;
  readonly partial: boolean;
}

/**
 * What a run's rows say together. A wrong answer weighs most: it stands even where the run was interrupted. The exit
 * code of an interrupted run is the signal's whatever its verdict, as a shell expects.
 */
export function verdictOf(statuses: readonly Status[], interruptedBy: ExitCode | undefined): RunVerdict {
  const partial = statuses.includes('interrupted');
  if (statuses.includes('wrong')) return { verdict: 'wrong', exitCode: interruptedBy ?? EXIT.wrong, partial };
  if (interruptedBy !== undefined) return { verdict: 'interrupted', exitCode: interruptedBy, partial };
  const failed = statuses.some((status) => ['failed', 'timeout', 'out-of-memory'].includes(status));
  if (failed) return { verdict: 'failed', exitCode: EXIT.unexpected, partial };
  if (statuses.includes('invalid')) return { verdict: 'invalid', exitCode: EXIT.invalid, partial };
  return { verdict: 'ok', exitCode: EXIT.ok, partial };
}
