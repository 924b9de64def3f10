import { findGoodput, type Goodput } from '../../scheduling/goodput/find-goodput.js';
import { throughputBound } from '../../scheduling/goodput/throughput-bound.js';
import type { SimulationTools } from '../../scheduling/simulation/simulation-tools.js';
import { sharesOf } from '../../scheduling/simulation/source/model-shares.js';
import type { ComputedCell, ComputeTools } from '../computed.js';
import { figuresOf, keepBatches, parametersOf } from './cell.js';
import { boundOf, type Scenario, setupOf, simulateAt } from './scenario.js';

/** Rates that are tried before the edge is refined, of what GPUs that are never idle could answer however late. */
const SCANNED = 16;
const FROM_SHARE = 0.05;
const TO_SHARE = 1.1;
const RESOLUTION_SHARE = 0.002;

/** The highest rate at which a scenario answers enough requests in time, and its figures there. */
export function capacityCell(scenario: Scenario, leastShare: number, apart: string): ComputedCell {
  const id = [scenario.policy.name, apart, 'capacity'].filter((part) => part !== '').join('-');
  const label = [scenario.policy.name, apart, 'capacity'].filter((part) => part !== '').join(' ');
  return {
    ...{ id, label },
    subject: scenario.policy.name,
    parameters: { ...parametersOf(scenario), rate: null, loadPercent: null },
    async compute(tools) {
      const { models } = setupOf(scenario, undefined);
      const most = throughputBound(
        models,
        scenario.gpus,
        sharesOf(scenario.request.popularity.shares, models.length),
      );
      const progress = searchProgress(tools);
      const at = (perSecond: number) => simulateAt(scenario, perSecond, progress.ofOne);
      const found = await findGoodput(
        async (perSecond) => (await at(perSecond)).account.goodShare,
        {
          leastShare,
          fromPerSecond: most * FROM_SHARE,
          toPerSecond: most * TO_SHARE,
          scanned: SCANNED,
          resolutionPerSecond: most * RESOLUTION_SHARE,
        },
        progress.ofAll,
      );
      const bound = {
        capacityRps: found.perSecond,
        steadyRps: found.steadyPerSecond,
        boundRps: boundOf(scenario),
      };
      if (found.perSecond === 0) {
        const tried = Math.round(most * FROM_SHARE);
        return { status: 'ok', reason: `too few in time at any rate tried, from ${tried}/s on`, ...bound };
      }
      const simulated = await at(found.perSecond);
      await keepBatches(scenario, simulated, { id, label }, tools);
      return { ...figuresOf(simulated), ...bound, reason: shapeOf(found) };
    },
  };
}

/** The progress of a search, of which each simulation is a part. */
function searchProgress({ signal, progress }: ComputeTools): Record<'ofAll' | 'ofOne', SimulationTools> {
  let ended = 0;
  let all = 1;
  return {
    ofAll: {
      signal,
      progress(done, total) {
        [ended, all] = [done, total];
        return progress(done, total);
      },
    },
    ofOne: {
      signal,
      progress: (done, total) => progress(ended + (total > 0 ? Math.min(1, done / total) : 0), all),
    },
  };
}

/** What the capacity alone does not say. */
function shapeOf({ crossings, steadyPerSecond, isOpen }: Goodput): string | null {
  if (isOpen) return 'the highest rate tried still holds';
  if (crossings <= 1) return null;
  return `holds at every rate up to ${Math.round(steadyPerSecond)}/s, fails at some above, and holds again at the capacity`;
}
