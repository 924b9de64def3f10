import { UsageError } from '../../errors.js';
import type { Policy, Setup } from '../../scheduling/policy.js';
import type { Account } from '../../scheduling/simulation/accounting/account.js';
import { Accounting } from '../../scheduling/simulation/accounting/accounting.js';
import { batchExecutor } from '../../scheduling/simulation/batch-executor.js';
import type { SimulationEnd } from '../../scheduling/simulation/simulate.js';
import { simulate } from '../../scheduling/simulation/simulate.js';
import type { SimulationTools } from '../../scheduling/simulation/simulation-tools.js';
import { expectedArrivals } from '../../scheduling/simulation/source/at-rate.js';
import { sharesOf } from '../../scheduling/simulation/source/model-shares.js';
import { requestSource } from '../../scheduling/simulation/source/request-source.js';
import { arrivalsAt } from './arrivals-request.js';
import { BatchRecorder } from './batch-recorder.js';
import { batchingBound } from './batching-bound.js';
import type { SchedulingRequest } from './request.js';

/** Each latency is kept until the end, for exact percentiles: 400 MB of them. */
const MOST_REQUESTS = 50_000_000;

/** Who serves what on how many GPUs; only the rate is open. */
export interface Scenario {
  readonly request: SchedulingRequest;
  readonly policy: Policy;
  readonly models: number;
  readonly gpus: number;
  readonly sloMs: number;
}

export interface Simulated {
  readonly account: Account;
  /** How long what the account counts lasted. */
  readonly countedMs: number;
  readonly end: SimulationEnd<unknown>;
  readonly batches: BatchRecorder;
}

/** Simulates a scenario at a rate; undefined: as its arrivals were recorded. @throws PolicyFault; AbortError */
export async function simulateAt(
  scenario: Scenario,
  perSecond: number | undefined,
  tools: SimulationTools,
): Promise<Simulated> {
  const { request, policy } = scenario;
  const { warmupMs, durationMs, seed, popularity, jitter, faults } = request;
  const arrivals = arrivalsAt(request.arrivals, perSecond, warmupMs + durationMs);
  const expected = Math.ceil(expectedArrivals(arrivals));
  if (expected > MOST_REQUESTS) {
    throw new UsageError(
      `expected at most ${MOST_REQUESTS} requests in a simulation; got ${expected}. Lower --rate or --duration`,
    );
  }
  const setup = setupOf(scenario, perSecond);
  const executor = batchExecutor(setup.models, jitter.jitter);
  const accounting = new Accounting(
    { setup, executor },
    { fromMs: warmupMs, untilMs: warmupMs + durationMs },
  );
  const batches = new BatchRecorder(warmupMs);
  const source = requestSource({ arrivals, models: setup.models, shares: popularity.shares, seed });
  const end = await simulate(
    {
      ...{ policy, setup, executor },
      arrivals: batches.counted(source),
      expectedRequests: expected,
      faults: faults.faults,
      observers: [accounting, batches],
    },
    tools,
  );
  const account = accounting.close(end);
  // What was recorded may end before the time does; what is drawn lasts that long, whenever the last of it came.
  const countedMs = request.arrivals.kind === 'drawn' ? durationMs : account.windowMs;
  return { account, countedMs, end, batches };
}

/** Models are copies of the profiles in turn. Policies that plan ahead are told the rates that will come. */
export function setupOf({ request, models, gpus, sloMs }: Scenario, perSecond: number | undefined): Setup {
  const { profiles, popularity, delays, gpuMemoryBytes } = request;
  const shares = sharesOf(popularity.shares, models);
  return {
    models: Array.from({ length: models }, (_, at) => {
      const profile = profiles[at % profiles.length];
      if (profile === undefined) throw new RangeError('expected a profile at least');
      const copy = Math.floor(at / profiles.length);
      const share = shares[at] ?? 0;
      return {
        name: models > profiles.length ? `${profile.name}-${copy}` : profile.name,
        ...{ sloMs, latency: profile.latency, weights: profile.weights },
        expectedPerSecond: perSecond === undefined ? undefined : perSecond * share,
      };
    }),
    ...{ gpus, gpuMemoryBytes },
    delays: delays.delays,
  };
}

export function boundOf(scenario: Scenario): number {
  const { models } = setupOf(scenario, undefined);
  return batchingBound(models, scenario.gpus, sharesOf(scenario.request.popularity.shares, models.length));
}
