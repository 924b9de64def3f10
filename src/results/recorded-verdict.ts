import { EXIT, type ExitCode } from '../errors.js';
import type { RunEvent } from './events.js';
import { type RunVerdict, VERDICTS } from './verdict.js';

/** How a run ended as its journal tells it: one that was taken up again and not finished, or killed, was interrupted. */
export function recordedVerdict(events: readonly RunEvent[]): RunVerdict {
  const last = events.findLast(({ type }) => type === 'run-finished' || type === 'run-resumed');
  if (last?.type !== 'run-finished') {
    return { verdict: 'interrupted', exitCode: EXIT.interrupted, partial: true };
  }
  return {
    verdict: VERDICTS.find((known) => known === last.verdict) ?? 'failed',
    exitCode:
      Object.values(EXIT).find((known): known is ExitCode => known === last.exitCode) ?? EXIT.unexpected,
    partial: last.partial,
  };
}

/** Whether a journal says that its run ended, of itself or by an interrupt that it could still tell of. */
export function isFinished(events: readonly RunEvent[]): boolean {
  const last = events.findLast(({ type }) => type === 'run-finished' || type === 'run-resumed');
  return last?.type === 'run-finished';
}
