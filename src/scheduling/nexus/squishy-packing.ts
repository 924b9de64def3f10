import { mergeGpus } from './merge.js';
import { occupancyOf, type PackingPlan, type PlannedGpu } from './packing-plan.js';
import { residualGpu } from './residue.js';
import { saturate } from './saturate.js';
import type { Session } from './session.js';

/**
 * Squishy bin packing in the paper's form (Nexus, SOSP 2019, section 6.1 and algorithm 1): whole GPUs first, then what is
 * left of each session, the fullest first, on the GPU that it fills most.
 * @param memoryBytes of each GPU
 * @throws UsageError where a session's target cannot be held at all
 */
export function packSessions(sessions: readonly Session[], memoryBytes?: number): PackingPlan {
  const whole: PlannedGpu[] = [];
  const residual: PlannedGpu[] = [];
  for (const [index, session] of sessions.entries()) {
    const { gpu, gpus, residualPerSecond } = saturate(session, index);
    whole.push(...gpus);
    if (residualPerSecond > 0) residual.push(residualGpu(session, index, residualPerSecond, gpu));
  }
  // Sorting is stable: of equal loads the session that was named first comes first.
  residual.sort((one, other) => occupancyOf(other) - occupancyOf(one));
  const shared: PlannedGpu[] = [];
  for (const gpu of residual) {
    const best = fullestMerge(shared, gpu, memoryBytes);
    if (best === undefined) shared.push(gpu);
    else shared[best.place] = best.merged;
  }
  return [...whole, ...shared];
}

function fullestMerge(
  gpus: readonly PlannedGpu[],
  gpu: PlannedGpu,
  memoryBytes: number | undefined,
): { place: number; merged: PlannedGpu } | undefined {
  let best: { place: number; merged: PlannedGpu } | undefined;
  for (const [place, there] of gpus.entries()) {
    const merged = mergeGpus(there, gpu, memoryBytes);
    if (merged === undefined) continue;
    if (best === undefined || occupancyOf(merged) > occupancyOf(best.merged)) best = { place, merged };
  }
  return best;
}
