/** What one instance did since the last look. */
export interface InstanceTraffic {
  readonly id: number;
  /** Requests sent to it, per second. */
  readonly assignedRps: number;
  /** Requests it answered, per second. */
  readonly answeredRps: number;
  readonly outstanding: number;
}

/** What an autoscaler looks at. */
export interface Observation {
  /** Instances that are asked for: those that answer, and those on their way up. */
  readonly wanted: number;
  /** Those that answer now. Removed ones are not among them, so what they once did cannot count. */
  readonly instances: readonly InstanceTraffic[];
}

/** What an autoscaler remembers; part of its input, so that a decision is a function of what it is given. */
export interface ScalingState {
  readonly lastUpMs: number | undefined;
  readonly lastDownMs: number | undefined;
  /** Highest rate per instance that was ever seen answered: what an instance is known to hold. */
  readonly shownRps: number;
}

export const FIRST_STATE: ScalingState = { lastUpMs: undefined, lastDownMs: undefined, shownRps: 0 };

/** How many instances to want, and why; `why` is for people. */
export type Decision =
  | { readonly kind: 'stay'; readonly why: string }
  | { readonly kind: 'up'; readonly to: number; readonly why: string }
  | { readonly kind: 'down'; readonly to: number; readonly why: string };

export interface Step {
  readonly decision: Decision;
  readonly state: ScalingState;
}

/** Pure. `nowMs` is of any clock that does not go back. */
export type Autoscaler = (state: ScalingState, observation: Observation, nowMs: number) => Step;

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

export interface Cooldowns {
  readonly upCooldownMs: number;
  readonly downCooldownMs: number;
}
