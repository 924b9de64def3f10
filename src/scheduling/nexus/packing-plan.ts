import type { Session } from './session.js';

/** What a session gets of a GPU. */
export interface PlannedSession {
  /** Its place among the sessions that were planned for. */
  readonly index: number;
  readonly session: Session;
  /** Most requests of it in a cycle. */
  readonly batch: number;
  /** How long such a batch takes. */
  readonly workMs: number;
  /** That part of its load. */
  readonly perSecond: number;
}

/** A GPU goes round its sessions, one batch of each, every `dutyCycleMs`. */
export interface PlannedGpu {
  readonly dutyCycleMs: number;
  readonly sessions: readonly PlannedSession[];
}

export type PackingPlan = readonly PlannedGpu[];

/** The share of its cycle that a GPU works. */
export function occupancyOf({ dutyCycleMs, sessions }: PlannedGpu): number {
  return sessions.reduce((sum, { workMs }) => sum + workMs, 0) / dutyCycleMs;
}

/** A request that came just as its session's batch began waits for a whole cycle, and then for its own batch. */
export function worstCaseMs({ dutyCycleMs }: PlannedGpu, { workMs }: PlannedSession): number {
  return dutyCycleMs + workMs;
}
