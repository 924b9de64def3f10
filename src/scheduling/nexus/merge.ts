import type { PlannedGpu, PlannedSession } from './packing-plan.js';
import { ceilBatch, sizeFor } from './session.js';

/**
 * Two GPUs' sessions on one, at the shorter of their cycles, with batches as large as come in that time: smaller than
 * before, so that the work is squeezed. Undefined where the cycle does not hold them, a session's target would not be
 * held, or memory does not suffice (Nexus, SOSP 2019, figure 6).
 */
export function mergeGpus(
  one: PlannedGpu,
  other: PlannedGpu,
  memoryBytes: number = Number.POSITIVE_INFINITY,
): PlannedGpu | undefined {
  const dutyCycleMs = Math.min(one.dutyCycleMs, other.dutyCycleMs);
  const sessions: PlannedSession[] = [];
  let workMs = 0;
  let bytes = 0;
  for (const planned of [...one.sessions, ...other.sessions]) {
    const squeezed = squeeze(planned, dutyCycleMs);
    if (squeezed === undefined) return undefined;
    workMs += squeezed.workMs;
    bytes += squeezed.session.memoryBytes ?? 0;
    if (workMs > dutyCycleMs || bytes > memoryBytes) return undefined;
    sessions.push(squeezed);
  }
  return { dutyCycleMs, sessions };
}

function squeeze(planned: PlannedSession, dutyCycleMs: number): PlannedSession | undefined {
  const { session, perSecond } = planned;
  const batch = sizeFor(session, ceilBatch((dutyCycleMs * perSecond) / 1000));
  if (batch === undefined) return undefined;
  const workMs = session.latency.ms(batch);
  return dutyCycleMs + workMs > session.sloMs ? undefined : { ...planned, batch, workMs };
}
