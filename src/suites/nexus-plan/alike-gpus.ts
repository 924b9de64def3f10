import {
  occupancyOf,
  type PackingPlan,
  type PlannedGpu,
  worstCaseMs,
} from '../../scheduling/nexus/packing-plan.js';

/** GPUs of a plan, one after another, that do the same. */
export interface AlikeGpus {
  /** From 1. */
  readonly first: number;
  readonly count: number;
  readonly gpu: PlannedGpu;
}

export function alikeGpus(plan: PackingPlan): AlikeGpus[] {
  const groups: { first: number; count: number; gpu: PlannedGpu }[] = [];
  for (const [i, gpu] of plan.entries()) {
    const last = groups.at(-1);
    if (
      last !== undefined &&
      batchesOf(last.gpu) === batchesOf(gpu) &&
      last.gpu.dutyCycleMs === gpu.dutyCycleMs
    ) {
      last.count++;
    } else {
      groups.push({ first: i + 1, count: 1, gpu });
    }
  }
  return groups;
}

/** `1`, or `1-4`. */
export function numbersOf({ first, count }: AlikeGpus): string {
  return count === 1 ? String(first) : `${first}-${first + count - 1}`;
}

/** `A 8 + B 4`: batches of a cycle, by session. */
export function batchesOf({ sessions }: PlannedGpu): string {
  return sessions.map(({ session, batch }) => `${session.name} ${batch}`).join(' + ');
}

/** Of one of the GPUs. */
export function figuresOf({ gpu, count }: AlikeGpus) {
  return {
    count,
    dutyCycleMs: gpu.dutyCycleMs,
    batches: batchesOf(gpu),
    occupancyPercent: 100 * occupancyOf(gpu),
    rateRps: gpu.sessions.reduce((sum, { perSecond }) => sum + perSecond, 0),
    spareMs: Math.min(...gpu.sessions.map((planned) => planned.session.sloMs - worstCaseMs(gpu, planned))),
  };
}
