import type { ArrivalPlan } from '../../load/arrivals/plan.js';
import { OUTCOME_CODE } from '../../load/outcome.js';
import { type Samples, samplesOf } from '../../load/samples.js';
import type { Slo } from '../../load/slo.js';
import { summarize } from '../../load/summary.js';
import { boundedWaiting } from '../../scheduling/bounded-waiting.js';
import { type LiveSetup, measuredSetup, plannedSetup } from '../../scheduling/live-setup.js';
import type { Policy, Request, Setup } from '../../scheduling/policy.js';
import { batchExecutor } from '../../scheduling/simulation/batch-executor.js';
import { simulate } from '../../scheduling/simulation/simulate.js';
import type { SimulationTools } from '../../scheduling/simulation/simulation-tools.js';
import { sortedQuantile } from '../../stats/quantile.js';

export interface SimulatedLoadQuestion {
  /** What the tier knows of its workers. */
  readonly live: LiveSetup;
  readonly policy: Policy;
  /** As it was sent to the tier. */
  readonly plan: ArrivalPlan;
  readonly slo: Slo;
  /** From the client to the gateway and back. */
  readonly clientMs: number;
}

/** What a simulation says of a load that was sent to real workers. */
export interface SimulatedLoad {
  readonly goodputRps: number | null;
  readonly p99Ms: number | null;
  /** Of a request alone: the ways from its client to a worker and back. */
  readonly delayMs: number;
}

const JITTER_SEED = 42;

/** Sends the same plan to the same policy before simulated workers, and judges it as a load generator's. */
export async function simulateLoad(
  question: SimulatedLoadQuestion,
  tools?: SimulationTools,
): Promise<SimulatedLoad> {
  const { live, policy, plan, slo, clientMs } = question;
  const { timesMs, warmupMs, measuredMs } = plan;
  const bounded = boundedWaiting(policy, live.mostWaiting);
  const setup = withClient(measuredSetup(live), clientMs);
  const samples = unfinishedSamples(timesMs);
  const end = (request: Request, outcome: 'ok' | 'refused', atMs: number) => {
    samples.outcome[request.id] = OUTCOME_CODE[outcome];
    samples.endMs[request.id] = atMs;
  };
  await simulate(
    {
      // It plans with what it is told of real workers, and they are as they are.
      policy: { ...policy, start: () => bounded.start(plannedSetup(live)) },
      setup,
      executor: batchExecutor(setup.models, {
        kind: 'uniform',
        share: live.measured.jitter,
        seed: JITTER_SEED,
      }),
      arrivals: arrivalsOf(timesMs, live.sloMs),
      observers: [
        {
          answered: (request, atMs) => end(request, 'ok', atMs),
          dropped: (request, atMs) => end(request, 'refused', atMs),
        },
      ],
    },
    tools,
  );
  const summary = summarize({ samples }, { fromMs: warmupMs, lengthMs: measuredMs, isOpen: true }, slo);
  const { controlMs, dataMsPerRequest, responseMs } = setup.delays;
  return {
    goodputRps: known(summary.goodputRps),
    p99Ms: known(sortedQuantile(summary.latencies.corrected, 0.99)),
    delayMs: controlMs + dataMsPerRequest + responseMs,
  };
}

function withClient(setup: Setup, clientMs: number): Setup {
  return { ...setup, delays: { ...setup.delays, responseMs: setup.delays.responseMs + clientMs } };
}

function* arrivalsOf(timesMs: Float64Array, sloMs: number): Generator<Request> {
  for (const [id, arrivalMs] of timesMs.entries()) {
    yield { id, model: 0, arrivalMs, deadlineMs: arrivalMs + sloMs };
  }
}

function unfinishedSamples(timesMs: Float64Array): Samples {
  const samples = samplesOf(timesMs.length);
  samples.outcome.fill(OUTCOME_CODE.unfinished);
  for (const at of [samples.intendedMs, samples.turnMs, samples.sentMs]) at.set(timesMs);
  samples.index.forEach((_, i) => {
    samples.index[i] = i;
  });
  return samples;
}

function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
