import { UsageError } from '../../errors.js';
import type { PlannedGpu } from './packing-plan.js';
import { largestSize, type Session } from './session.js';

/** What one GPU reaches that runs nothing but a session, batch after batch. */
export interface SaturatedGpu {
  readonly batch: number;
  readonly workMs: number;
  readonly perSecond: number;
}

/** Undefined where a request that came just after a batch began could not be answered in time. */
export function saturatedGpu(session: Session): SaturatedGpu | undefined {
  const { latency, sloMs } = session;
  const batch = largestSize(session, (size) => 2 * latency.ms(size) <= sloMs);
  if (batch === 0) return undefined;
  const workMs = latency.ms(batch);
  return { batch, workMs, perSecond: (1000 * batch) / workMs };
}

export interface SaturatedLoad {
  readonly gpu: SaturatedGpu;
  readonly gpus: readonly PlannedGpu[];
  /** Of the session's rate, what is left for a GPU that others may share. */
  readonly residualPerSecond: number;
}

/** A rate that a whole number of GPUs holds leaves nothing, not a rounding error. */
const NOTHING = 1e-9;

/**
 * Gives a session as many GPUs of its own as it can keep busy (`ScheduleSaturate` of Nexus, SOSP 2019, algorithm 1).
 * @throws UsageError where the session's target cannot be held at all
 */
export function saturate(session: Session, index: number): SaturatedLoad {
  const gpu = saturatedGpu(session);
  if (gpu === undefined) throw tooSlow(session);
  const { batch, workMs } = gpu;
  const whole = Math.floor(session.perSecond / gpu.perSecond + NOTHING);
  const residual = session.perSecond - whole * gpu.perSecond;
  const own = { index, session, batch, workMs, perSecond: gpu.perSecond };
  return {
    gpu,
    gpus: Array.from({ length: whole }, () => ({ dutyCycleMs: workMs, sessions: [own] })),
    residualPerSecond: residual > NOTHING * session.perSecond ? residual : 0,
  };
}

function tooSlow(session: Session): UsageError {
  const smallest = session.sizes?.[0] ?? 1;
  return new UsageError(
    `expected session ${session.name} to have time for two batches, one that runs and its own; a batch of ${smallest} takes ` +
      `${session.latency.ms(smallest)} ms of its ${session.sloMs} ms: raise its slo, or take a faster model`,
  );
}
