import { parseDurationMs, parsePositiveIntegers } from '../../parse/quantities.js';
import {
  type Coordination,
  largestBatch,
  throughputPerSecond,
  worstWait,
} from '../../scheduling/batching-equations.js';
import { targetBatch } from '../../scheduling/policies/symphony/target-batch.js';
import type { LatencyProfile } from '../../scheduling/policy.js';
import type { NamedProfile } from '../../scheduling/profiles/named-profile.js';
import { parseProfile } from '../../scheduling/profiles/parse-profile.js';
import type { ComputedCell, ComputedSuite, Grid } from '../computed.js';
import { GridFlags } from '../grid-flags.js';
import { BATCHING_COLUMNS } from './columns.js';

const FLAGS = ['profile', 'slo', 'gpus', 'rate'] as const;

interface Setting {
  readonly profile: NamedProfile;
  readonly sloMs: number;
  readonly gpus: number;
}

/** The largest batches and the throughputs that latency targets allow, by arithmetic alone. */
export const suite: ComputedSuite = { name: 'batching-equations', columns: BATCHING_COLUMNS, cells };

async function cells(grid: Grid): Promise<ComputedCell[]> {
  const flags = new GridFlags('batching-equations', grid, FLAGS);
  const profiles = await Promise.all(flags.list('profile', 'resnet50').map(parseProfile));
  const slos = flags.list('slo', '25ms').map((text) => parseDurationMs('slo', text));
  const gpuCounts = parsePositiveIntegers('gpus', flags.text('gpus', '8'));
  const rate = flags.optional('rate');
  const rates = rate === undefined ? [] : parsePositiveIntegers('rate', rate);
  return profiles.flatMap((profile) =>
    slos.flatMap((sloMs) =>
      gpuCounts.flatMap((gpus) => {
        const setting = { profile, sloMs, gpus };
        return [
          coordinatedCell(setting, 'uncoordinated'),
          coordinatedCell(setting, 'staggered'),
          ...rates.map((perSecond) => loadCell(setting, perSecond)),
        ];
      }),
    ),
  );
}

function coordinatedCell(setting: Setting, coordination: Coordination): ComputedCell {
  return cellOf(setting, coordination, null, ({ latency }) => {
    const reached = throughput(setting, latency, coordination);
    const alone = throughput(setting, latency, 'uncoordinated');
    const gainPercent =
      alone.throughputRps === 0 ? null : 100 * (reached.throughputRps / alone.throughputRps - 1);
    return { ...reached, gainPercent };
  });
}

function throughput({ sloMs, gpus }: Setting, latency: LatencyProfile, coordination: Coordination) {
  const batch = largestBatch(latency, sloMs, worstWait(coordination, gpus));
  return {
    batch,
    batchMs: batch === 0 ? null : latency.ms(batch),
    throughputRps: throughputPerSecond(latency, batch, gpus),
  };
}

/** The batch that staggered GPUs reach at a load, however many it takes. */
function loadCell(setting: Setting, perSecond: number): ComputedCell {
  return cellOf(setting, 'staggered', perSecond, ({ latency }) => {
    const batch = targetBatch({
      latency,
      budgetMs: setting.sloMs,
      dataMsPerRequest: 0,
      perMs: perSecond / 1000,
    });
    return {
      batch,
      batchMs: latency.ms(batch),
      gpusNeeded: perSecond / throughputPerSecond(latency, batch, 1),
    };
  });
}

function cellOf(
  { profile, sloMs, gpus }: Setting,
  coordination: Coordination,
  rate: number | null,
  figures: (profile: NamedProfile) => Readonly<Record<string, number | null>>,
): ComputedCell {
  const load = rate === null ? '' : ` at ${rate}/s`;
  const label = `${profile.name} ${sloMs} ms, ${gpus} GPUs ${coordination}${load}`;
  return {
    id: `${profile.name}-${sloMs}ms-g${gpus}-${coordination}${rate === null ? '' : `-${rate}`}`,
    ...{ subject: coordination, label },
    parameters: { profile: profile.name, sloMs, gpus, coordination, rate },
    compute: async () => ({ status: 'ok', ...figures(profile) }),
  };
}
