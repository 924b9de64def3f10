import type { Autoscaler, Bounds, Cooldowns, Observation, ScalingState, Step } from './autoscaler.js';

export type Wish = { readonly kind: 'stay' | 'up' | 'down'; readonly why: string };

/** What a rule would like, with what it learned. */
export type Rule = (
  state: ScalingState,
  observation: Observation,
) => { readonly wish: Wish; readonly shownRps: number };

/**
 * Makes an autoscaler of a rule: one instance at a time, between the bounds, with time between steps. Wanting is not
 * having: while an instance is on its way up, another is not asked for, since its effect is still to come.
 */
export function withinLimits(rule: Rule, { min, max }: Bounds, cooldowns: Cooldowns): Autoscaler {
  return (before, observation, nowMs) => {
    const { wanted, instances } = observation;
    const { wish, shownRps } = rule(before, observation);
    const state: ScalingState = { ...before, shownRps };
    const stay = (why: string): Step => ({ decision: { kind: 'stay', why }, state });
    if (wanted < min) return up(min, `fewer than the ${min} asked for`);
    if (wanted > max) return down(max, `more than the ${max} allowed`);
    if (wish.kind === 'stay') return stay(wish.why);
    if (wish.kind === 'up') {
      if (wanted >= max) return stay(`${wish.why}, but there are ${max} already`);
      if (instances.length < wanted) return stay(`${wish.why}, and an instance is on its way up`);
      if (isCooling(before.lastUpMs, cooldowns.upCooldownMs))
        return stay(`${wish.why}, but the last was just added`);
      return up(wanted + 1, wish.why);
    }
    if (wanted <= min) return stay(`${wish.why}, but ${min} are kept`);
    if (isCooling(before.lastDownMs, cooldowns.downCooldownMs))
      return stay(`${wish.why}, but one was just removed`);
    return down(wanted - 1, wish.why);

    function isCooling(last: number | undefined, cooldownMs: number): boolean {
      return last !== undefined && nowMs - last < cooldownMs;
    }
    function up(to: number, why: string): Step {
      return { decision: { kind: 'up', to, why }, state: { ...state, lastUpMs: nowMs } };
    }
    function down(to: number, why: string): Step {
      return { decision: { kind: 'down', to, why }, state: { ...state, lastDownMs: nowMs } };
    }
  };
}
