import type { Session } from '../../../scheduling/nexus/session.js';
import type { LatencyProfile } from '../../../scheduling/policy.js';

/** A stage of a query, with the models that run it. */
export interface PlannedStage {
  readonly name: string;
  readonly perSecond: number;
  readonly latency: LatencyProfile;
  readonly sizes: readonly number[] | undefined;
  readonly memoryBytes: number | undefined;
  readonly next: readonly PlannedStage[];
}

export interface PlannedQuery {
  readonly name: string;
  readonly sloMs: number;
  /** Equal parts of its target that are given out. */
  readonly segments: number;
  readonly root: PlannedStage;
}

/** What a plan is asked for. */
export interface Planned {
  readonly sessions: readonly Session[];
  readonly queries: readonly PlannedQuery[];
  /** Of each GPU; undefined: as much as is needed. */
  readonly memoryBytes: number | undefined;
}
