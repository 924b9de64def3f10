import type { PlannedGpu } from './packing-plan.js';
import type { SaturatedGpu } from './saturate.js';
import { largestSize, type Session } from './session.js';

/**
 * A GPU for a load that does not fill it: the largest batch that can be collected and run in time, `l(b) + b / r <= SLO`
 * (`ScheduleResidue` of Nexus, SOSP 2019, algorithm 1).
 *
 * The paper leaves open two loads, which this plans so that the promise holds. One too low for even one request a cycle
 * gets the longest cycle there can be. One so near to a whole GPU that its batch takes longer than it is collected gets a
 * GPU of its own.
 */
export function residualGpu(
  session: Session,
  index: number,
  perSecond: number,
  most: SaturatedGpu,
): PlannedGpu {
  const { latency, sloMs } = session;
  const perMs = perSecond / 1000;
  const collected = largestSize(
    session,
    (size) => size <= most.batch && latency.ms(size) + size / perMs <= sloMs,
  );
  const batch = collected > 0 ? collected : (session.sizes?.[0] ?? 1);
  const workMs = latency.ms(batch);
  const dutyCycleMs = collected > 0 ? batch / perMs : sloMs - workMs;
  if (workMs <= dutyCycleMs) {
    return { dutyCycleMs, sessions: [{ index, session, batch, workMs, perSecond }] };
  }
  const own = { index, session, perSecond, batch: most.batch, workMs: most.workMs };
  return { dutyCycleMs: own.workMs, sessions: [own] };
}
