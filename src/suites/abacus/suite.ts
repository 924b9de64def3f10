import type { Row } from '../../results/columns.js';
import { pairSloMs } from '../../scheduling/abacus/slo.js';
import type { ComputedCell, ComputedSuite } from '../computed.js';
import { against, missed } from './against.js';
import { ABACUS_COLUMNS, BASELINES } from './columns.js';
import { type AbacusRequest, abacusRequest, type PairSet } from './request.js';
import { type PairFigures, type Question, SimulatedPairs } from './simulated-pairs.js';

/** Two models that share a GPU, under Abacus and its baselines, in virtual time. */
export const suite: ComputedSuite = {
  name: 'abacus',
  columns: ABACUS_COLUMNS,
  async cells(grid) {
    const request = await abacusRequest(grid);
    const simulated = new SimulatedPairs(request);
    const { sets, loads, seeds, policies } = request;
    return sets.flatMap((set) =>
      loads.flatMap((load) =>
        seeds.flatMap((seed) =>
          policies.map((policy) => cellOf(request, set, { policy, load, seed }, simulated)),
        ),
      ),
    );
  },
};

function cellOf(
  { queries, sloMs, errors }: AbacusRequest,
  { name, pairs }: PairSet,
  question: Question,
  simulated: SimulatedPairs,
): ComputedCell {
  const { policy, load, seed } = question;
  return {
    id: `${name}-${load}-${seed}-${policy}`,
    subject: policy,
    label: `${name} ${load}/s ${policy}`,
    parameters: {
      ...{ pair: name, policy, load, queries, seed, errors },
      sloMs: sloMs ?? (pairs.length === 1 ? (pairSloMs(name) ?? null) : null),
    },
    async compute(tools) {
      const figures = await simulated.figures(pairs, question, tools);
      return {
        ...{ status: 'ok', reason: null },
        ...meansOf(figures, queries),
        ...(await comparisons(figures)),
      };

      async function comparisons(own: readonly PairFigures[]): Promise<Row> {
        const columns: Record<string, number | null> = {};
        for (const { policy: other, suffix } of BASELINES) {
          if (other === policy) continue;
          const compared = against(
            own,
            await simulated.figures(pairs, { ...question, policy: other }, tools),
          );
          columns[`cutAgainst${suffix}`] = compared.cutPercent;
          columns[`gainAgainst${suffix}`] = compared.gainPercent;
          columns[`goodGainAgainst${suffix}`] = compared.goodGainPercent;
        }
        return columns;
      }
    },
  };
}

/** Violations, answers and tails as Abacus counts them (an answer counts however late it is), and what is in time. */
function meansOf(figures: readonly PairFigures[], queries: number): Row {
  const mean = (figure: (one: PairFigures) => number) => {
    const values = figures.map(figure).filter(Number.isFinite);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  return {
    violationPercent: mean((one) => (100 * missed(one)) / queries),
    completed: mean(({ good, late }) => good + late),
    good: mean(({ good }) => good),
    dropped: mean(({ dropped }) => dropped),
    goodputRps: mean(({ goodPerSecond }) => goodPerSecond),
    tailOfSlo: mean(({ p99Ms, sloMs }) => p99Ms / sloMs),
    utilizationPercent: mean(({ utilisation }) => 100 * utilisation),
  };
}
