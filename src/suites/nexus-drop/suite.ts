import { UsageError } from '../../errors.js';
import type { ComputedCell, ComputedSuite, ComputeTools, Grid } from '../computed.js';
import { GridFlags } from '../grid-flags.js';
import { suite as scheduling } from '../scheduling/suite.js';
import { DROP_COLUMNS } from './columns.js';

/** Every profile of the figure takes 50 ms for a batch of 25, half of the target: 500/s are the most a GPU can promise. */
const SLO_MS = 100;
const BATCH = 25;
const BATCH_MS = 50;
/** More than fit the target with any of the profiles. */
const MAX_BATCH = 100;

interface Drop {
  readonly earlyRps: number;
  readonly lazyRps: number;
  readonly gainPercent: number;
}

/** What one GPU holds when it drops early, against when it drops lazily, as batching gains less and less (Nexus, figures 5 and 9). */
export const suite: ComputedSuite = {
  name: 'nexus-drop',
  columns: DROP_COLUMNS,
  async cells(grid: Grid) {
    const flags = new GridFlags('nexus-drop', grid, ['alpha', 'duration', 'seed']);
    const duration = flags.text('duration', '120s');
    const seed = flags.text('seed', '1');
    const found = new Map<number, Drop>();
    const alphas = flags.text('alpha', '1,1.2,1.4,1.6,1.8').split(',').map(parseAlpha);
    const once = async (alpha: number, tools: ComputeTools): Promise<Drop> => {
      const drop = found.get(alpha) ?? (await measure(alpha, { duration, seed }, tools));
      found.set(alpha, drop);
      return drop;
    };
    return alphas.map((alpha, i): ComputedCell => {
      const before = alphas[i - 1];
      return {
        ...{ id: `alpha${alpha}`, subject: 'early drop', label: `alpha ${alpha} ms` },
        parameters: { alpha, betaMs: betaOf(alpha), duration, seed },
        async compute(tools) {
          const fallFrom = before === undefined ? undefined : (await once(before, tools)).gainPercent;
          const drop = await once(alpha, tools);
          return {
            status: 'ok',
            ...drop,
            fallPoints: fallFrom === undefined ? null : fallFrom - drop.gainPercent,
          };
        },
      };
    });
  },
};

function parseAlpha(text: string): number {
  const alpha = Number(text);
  if (alpha > 0 && betaOf(alpha) >= 0) return alpha;
  throw new UsageError(`expected alpha to be above 0 ms and at most ${BATCH_MS / BATCH} ms; got "${text}"`);
}

/** Rounded, for 50 - 25 * 1.4 is a hair off in binary. */
function betaOf(alpha: number): number {
  return Math.round(1e6 * (BATCH_MS - BATCH * alpha)) / 1e6;
}

async function measure(
  alpha: number,
  { duration, seed }: { duration: string; seed: string },
  tools: ComputeTools,
): Promise<Drop> {
  const cells = await scheduling.cells({
    policy: 'dynamic-early,dynamic-lazy',
    profile: `linear:${alpha},${betaOf(alpha)},${MAX_BATCH}`,
    ...{ gpus: 1, slo: `${SLO_MS}ms`, arrivals: 'poisson', 'find-goodput': true, duration, seed },
  });
  const rates: number[] = [];
  for (const cell of cells) {
    const { capacityRps } = await cell.compute({ signal: tools.signal, progress: tools.progress });
    rates.push(Number(capacityRps));
  }
  const [earlyRps = Number.NaN, lazyRps = Number.NaN] = rates;
  return { earlyRps, lazyRps, gainPercent: 100 * (earlyRps / lazyRps - 1) };
}
