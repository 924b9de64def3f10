import type { Autoscaler, Bounds, Cooldowns, Observation } from './autoscaler.js';
import { type Wish, withinLimits } from './within-limits.js';

/** Thresholds on requests per second. */
export interface RpsRule extends Cooldowns {
  readonly by: 'rps';
  /** `total`: thresholds on the sum, whatever the number of instances. `instance`: on the share of each. */
  readonly per: 'total' | 'instance';
  /** One more at this rate or above. */
  readonly upRps: number;
  /** One fewer below this rate; of `instance`: when the instances that remain would have less than this each. */
  readonly downRps: number;
}

/** The thresholds and cooldowns of the published autoscaler that this tier is compared with; it runs 2 to 3 instances. */
export const PUBLISHED_RPS_RULE: RpsRule = {
  by: 'rps',
  per: 'total',
  upRps: 29,
  downRps: 25,
  upCooldownMs: 30_000,
  downCooldownMs: 120_000,
};

/** Up at `upRps`, down below `downRps`, which must be the lower: what lies between keeps a constant load from flapping. */
export function byRps(rule: RpsRule, bounds: Bounds): Autoscaler {
  return withinLimits(
    ({ shownRps }, observation) => ({ wish: wishOf(rule, observation), shownRps }),
    bounds,
    rule,
  );
}

function wishOf({ per, upRps, downRps }: RpsRule, { wanted, instances }: Observation): Wish {
  const total = instances.reduce((sum, { assignedRps }) => sum + assignedRps, 0);
  const now = per === 'total' ? total : total / Math.max(1, instances.length);
  const withoutOne = per === 'total' ? total : total / Math.max(1, wanted - 1);
  const unit = per === 'total' ? 'requests/s' : 'requests/s each';
  if (now >= upRps) return { kind: 'up', why: `${now.toFixed(1)} ${unit} reach ${upRps}` };
  if (withoutOne < downRps) {
    return { kind: 'down', why: `${withoutOne.toFixed(1)} ${unit} are below ${downRps}` };
  }
  return { kind: 'stay', why: `${now.toFixed(1)} ${unit}` };
}
