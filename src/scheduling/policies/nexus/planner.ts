import { IncrementalPlan } from '../../nexus/incremental/incremental-plan.js';
import type { Overheads } from '../../nexus/incremental/instance.js';
import type { PackingPlan } from '../../nexus/packing-plan.js';
import type { Session } from '../../nexus/session.js';
import { packSessions } from '../../nexus/squishy-packing.js';
import { planWithin, timesRates } from './plan-within.js';

/** Plans again and again as rates and GPUs change; always for the same sessions. */
export interface Planner {
  plan(sessions: readonly Session[], gpus: number): PackingPlan;
}

/** Squishy bin packing anew each time, as the paper has it. */
export function paperPlanner(memoryBytes: number | undefined): Planner {
  return {
    plan: (sessions, gpus) => planWithin(sessions, gpus, (scaled) => packSessions(scaled, memoryBytes)).plan,
  };
}

/** What the way takes is off the targets already. */
const NO_OVERHEADS: Overheads = { networkMs: 0, prepareMs: 0 };

/**
 * As the released code: from epoch to epoch only what has changed; anew where another number of GPUs is up. The rates are
 * multiplied as they were for the first plan.
 */
export function incrementalPlanner(): Planner {
  let last: { plan: IncrementalPlan; factor: number } | undefined;
  return {
    plan(sessions, gpus) {
      if (last?.plan.mostGpus !== gpus || last.plan.sessions.length !== sessions.length) {
        const unlimited = (scaled: readonly Session[]) =>
          new IncrementalPlan(scaled, Number.POSITIVE_INFINITY, NO_OVERHEADS).plan();
        const { factor } = planWithin(sessions, gpus, unlimited);
        last = { factor, plan: new IncrementalPlan(timesRates(sessions, factor), gpus, NO_OVERHEADS) };
      } else {
        last.plan.epoch(timesRates(sessions, last.factor).map(({ perSecond }) => perSecond));
      }
      return last.plan.plan();
    },
  };
}
