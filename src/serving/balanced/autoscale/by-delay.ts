import type { Autoscaler, Bounds, Cooldowns, Observation } from './autoscaler.js';
import { type Wish, withinLimits } from './within-limits.js';

/** Thresholds on how long what waits will wait, as shares of the latency that is promised. */
export interface DelayRule extends Cooldowns {
  readonly by: 'delay';
  readonly sloMs: number;
  /** One more when waiting work is expected to wait longer than this share of the SLO. */
  readonly upShare: number;
  /** One fewer when, with one fewer, it would wait less than this share, */
  readonly downShare: number;
  /** and the load would be less than this share of what the others are known to hold. */
  readonly downUtilisation: number;
  /** Requests that an instance serves together: so many outstanding do not wait. */
  readonly servedTogether: number;
}

export const USUAL_DELAY_RULE: Omit<DelayRule, 'sloMs' | 'servedTogether'> = {
  by: 'delay',
  upShare: 0.25,
  downShare: 0.1,
  downUtilisation: 0.7,
  upCooldownMs: 10_000,
  downCooldownMs: 60_000,
};

/**
 * By queueing delay. What an instance holds is not known beforehand: it is the highest rate that instances were seen to
 * answer, so an estimate that can only be too low until they were once saturated. One is removed only if the load fits
 * into what the others have shown, with room: after it, the same load cannot make them queue again.
 */
export function byDelay(rule: DelayRule, bounds: Bounds): Autoscaler {
  return withinLimits(
    (before, observation) => {
      const { instances } = observation;
      const answered = sumOf(instances.map(({ answeredRps }) => answeredRps));
      const shownRps = Math.max(before.shownRps, answered / Math.max(1, instances.length));
      return { wish: wishOf(rule, observation, shownRps), shownRps };
    },
    bounds,
    rule,
  );
}

function wishOf(rule: DelayRule, { wanted, instances }: Observation, shownRps: number): Wish {
  const outstanding = sumOf(instances.map((instance) => instance.outstanding));
  const assigned = sumOf(instances.map(({ assignedRps }) => assignedRps));
  const delayMs = predictedDelayMs(outstanding, instances.length, rule.servedTogether, shownRps);
  const share = delayMs / rule.sloMs;
  const seen = `waiting work will wait ${Math.round(delayMs)} ms of the ${rule.sloMs} ms promised`;
  if (share > rule.upShare) return { kind: 'up', why: seen };
  const fewer = wanted - 1;
  const shareWithFewer = predictedDelayMs(outstanding, fewer, rule.servedTogether, shownRps) / rule.sloMs;
  if (shareWithFewer < rule.downShare && assigned < rule.downUtilisation * fewer * shownRps) {
    return {
      kind: 'down',
      why: `${assigned.toFixed(1)} requests/s fit ${fewer} that hold ${shownRps.toFixed(1)} each`,
    };
  }
  return { kind: 'stay', why: seen };
}

/**
 * Milliseconds until what waits now is taken up: requests beyond those in service, over the rate of all instances.
 * Nothing was ever answered and some wait: 0, since a first slow request is no reason to start another instance.
 */
export function predictedDelayMs(
  outstanding: number,
  instances: number,
  servedTogether: number,
  shownRps: number,
): number {
  const waiting = Math.max(0, outstanding - instances * servedTogether);
  const rps = instances * shownRps;
  if (waiting === 0 || shownRps === 0) return 0;
  return rps === 0 ? Number.POSITIVE_INFINITY : (waiting / rps) * 1000;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
