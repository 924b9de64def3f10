import { gpuLowerBound } from '../../nexus/lower-bound.js';
import type { PackingPlan, PlannedGpu } from '../../nexus/packing-plan.js';
import type { Session } from '../../nexus/session.js';

/** Halvings of the factor: after them it is exact to a part in a thousand. */
const HALVINGS = 12;

export interface PlanWithin {
  /** By which all rates were multiplied. */
  readonly factor: number;
  readonly plan: PackingPlan;
}

export function timesRates(sessions: readonly Session[], factor: number): Session[] {
  return sessions.map((session) => ({ ...session, perSecond: session.perSecond * factor }));
}

/**
 * A plan for all of so many GPUs: for the highest multiple of the rates that fits them. A plan for the very rates has GPUs
 * without a moment to spare, which only an even load would hold; and where the GPUs are too few, all rates are cut alike.
 * Where no cut helps, because even seldom sessions need their time, what has no GPU joins another's cycle, and nothing is
 * promised.
 */
export function planWithin(
  sessions: readonly Session[],
  gpus: number,
  pack: (sessions: readonly Session[]) => PackingPlan,
): PlanWithin {
  const most = gpus / gpuLowerBound(sessions);
  const planFor = (factor: number) => ({ factor, plan: pack(timesRates(sessions, factor)) });
  let best: PlanWithin | undefined;
  let low = 0;
  let high = most;
  for (let i = 0; i < HALVINGS; i++) {
    const tried = planFor((low + high) / 2);
    const fits = tried.plan.length <= gpus;
    if (fits) best = tried;
    if (fits) low = tried.factor;
    else high = tried.factor;
  }
  if (best !== undefined) return best;
  const { factor, plan } = planFor(high);
  return { factor, plan: folded(plan, gpus) };
}

function folded(plan: PackingPlan, gpus: number): PackingPlan {
  const kept: PlannedGpu[] = [...plan.slice(0, gpus)];
  for (const [i, { sessions }] of plan.slice(gpus).entries()) {
    const host = kept[i % gpus];
    if (host !== undefined) kept[i % gpus] = { ...host, sessions: [...host.sessions, ...sessions] };
  }
  return kept;
}
