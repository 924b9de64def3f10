import { parseChoices } from '../../parse/choices.js';
import {
  parseBytes,
  parseDurationMs,
  parseInteger,
  parsePositiveIntegers,
  parseShare,
} from '../../parse/quantities.js';
import type { Delays, Policy } from '../../scheduling/policy.js';
import type { NamedProfile } from '../../scheduling/profiles/named-profile.js';
import { parseProfile } from '../../scheduling/profiles/parse-profile.js';
import { openPolicy, POLICY_NAMES } from '../../scheduling/registry.js';
import type { Fault } from '../../scheduling/simulation/simulation.js';
import type { ModelShares } from '../../scheduling/simulation/source/model-shares.js';
import type { Grid } from '../computed.js';
import { GridFlags } from '../grid-flags.js';
import { type ArrivalsRequest, parseArrivalsRequest } from './arrivals-request.js';
import { parseDelays } from './parse-delays.js';
import { parseFaults } from './parse-faults.js';
import { type JitterWords, parseJitter } from './parse-jitter.js';
import { type Load, parseLoads } from './parse-loads.js';
import { parsePopularity } from './parse-popularity.js';

/** What is simulated: every policy, with every number of models and GPUs, every SLO and every load. */
export interface SchedulingRequest {
  readonly policies: readonly Policy[];
  readonly profiles: readonly NamedProfile[];
  readonly modelCounts: readonly number[];
  readonly gpuCounts: readonly number[];
  readonly slosMs: readonly number[];
  readonly arrivals: ArrivalsRequest;
  /** Undefined where the arrivals are told at the rate at which they were recorded. */
  readonly loads: readonly Load[] | undefined;
  readonly durationMs: number;
  readonly warmupMs: number;
  readonly seed: number;
  /** Undefined without a search; the share of requests that must be in time. */
  readonly leastGood: number | undefined;
  readonly popularity: { readonly text: string; readonly shares: ModelShares };
  readonly delays: { readonly text: string; readonly delays: Delays };
  readonly jitter: JitterWords;
  readonly faults: { readonly text: string; readonly faults: readonly Fault[] };
  readonly gpuMemoryBytes: number | undefined;
}

/** Names of the flags, which are those of `mls sim serving`. */
export const SCHEDULING_FLAGS = [
  'policy',
  'profile',
  'models',
  'gpus',
  'slo',
  'arrivals',
  'trace',
  'rate',
  'duration',
  'warmup',
  'seed',
  'find-goodput',
  'good',
  'popularity',
  'delays',
  'jitter',
  'faults',
  'gpu-memory',
] as const;

/** @throws UsageError naming the flag that cannot be read; DataError where a profile or a trace cannot be */
export async function schedulingRequest(grid: Grid): Promise<SchedulingRequest> {
  const flags = new GridFlags('mls sim serving', grid, SCHEDULING_FLAGS);
  const seed = parseInteger('--seed', flags.text('seed', '42'), 0);
  const policies = parseChoices('--policy', flags.text('policy', 'all'), POLICY_NAMES).map(openPolicy);
  const profiles = await Promise.all(profileNames(flags).map(parseProfile));
  const arrivals = await parseArrivalsRequest(flags, seed);
  const memory = flags.optional('gpu-memory');
  const gpuCounts = parsePositiveIntegers('--gpus', flags.text('gpus', '8'));
  return {
    policies,
    profiles,
    modelCounts: parsePositiveIntegers('--models', flags.text('models', String(profiles.length))),
    gpuCounts,
    slosMs: flags
      .text('slo', '25ms')
      .split(',')
      .map((text) => parseDurationMs('--slo', text)),
    arrivals,
    loads: parseLoads(flags, arrivals),
    durationMs: parseDurationMs('--duration', flags.text('duration', '10s')),
    warmupMs:
      flags.text('warmup', '1s') === '0' ? 0 : parseDurationMs('--warmup', flags.text('warmup', '1s')),
    seed,
    leastGood: flags.isSet('find-goodput') ? parseShare('--good', flags.text('good', '99%')) : undefined,
    popularity: parsePopularity(flags.text('popularity', 'uniform')),
    delays: parseDelays(flags.text('delays', 'none')),
    jitter: parseJitter(flags.text('jitter', 'none'), seed),
    faults: parseFaults(flags.text('faults', 'none'), Math.min(...gpuCounts)),
    gpuMemoryBytes: memory === undefined ? undefined : parseBytes('--gpu-memory', memory),
  };
}

/** Commas are part of `linear:1,5`, so that several profiles are several flags, or entries of a list. */
function profileNames(flags: GridFlags): readonly string[] {
  return flags.list('profile', 'resnet50');
}
