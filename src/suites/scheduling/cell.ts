import { batchTraceFile, batchTraceText } from '../../results/batch-trace.js';
import type { Row } from '../../results/columns.js';
import type { Status } from '../../results/status.js';
import { requestsOf } from '../../scheduling/simulation/accounting/account.js';
import type { ComputedCell, ComputeTools } from '../computed.js';
import type { Load } from './parse-loads.js';
import { boundOf, type Scenario, type Simulated, setupOf, simulateAt } from './scenario.js';

type Computed = Row & { readonly status: Status };

/** A scenario at one load; undefined: as its arrivals were recorded. */
export function loadCell(scenario: Scenario, load: Load | undefined, apart: string): ComputedCell {
  const boundRps = boundOf(scenario);
  const perSecond =
    load === undefined ? undefined : load.kind === 'rate' ? load.perSecond : (load.percent / 100) * boundRps;
  const loadPercent = load?.kind === 'share' ? load.percent : null;
  const loadText =
    load === undefined ? 'as recorded' : load.kind === 'rate' ? `${load.perSecond}/s` : `${load.percent} %`;
  const id = [scenario.policy.name, apart, idOf(load)].filter((part) => part !== '').join('-');
  const label = [scenario.policy.name, apart, loadText].filter((part) => part !== '').join(' ');
  return {
    ...{ id, label },
    subject: scenario.policy.name,
    parameters: {
      ...parametersOf(scenario),
      rate: rounded(perSecond ?? recordedRate(scenario)),
      loadPercent,
    },
    async compute(tools) {
      const simulated = await simulateAt(scenario, perSecond, tools);
      await keepBatches(scenario, simulated, { id, label }, tools);
      return { boundRps, ...figuresOf(simulated) };
    },
  };
}

/** What every row of a scenario has in common. */
export function parametersOf({ request, policy, models, gpus, sloMs }: Scenario): Row {
  const { profiles, arrivals, popularity, delays, jitter, faults, seed } = request;
  return {
    policy: policy.name,
    profile: profiles.map(({ name }) => name).join(' '),
    ...{ models, gpus, sloMs },
    arrivals: arrivals.text,
    popularity: popularity.text,
    delays: delays.text,
    jitter: jitter.text,
    faults: faults.text,
    seed,
  };
}

export function figuresOf({ account, countedMs, end }: Simulated): Computed {
  const { latencies, sizes } = account;
  const known = (value: number) => (Number.isFinite(value) ? value : null);
  const perSecond = (count: number) => (countedMs === 0 ? 0 : (1000 * count) / countedMs);
  const busyMs = account.busyMs.reduce((sum, ms) => sum + ms, 0);
  return {
    status: 'ok',
    reason: null,
    goodputRps: perSecond(account.good),
    throughputRps: perSecond(account.good + account.late),
    violationPercent: 100 * (1 - account.goodShare),
    requests: requestsOf(account),
    dropped: account.dropped,
    late: account.late,
    unfinished: account.unfinished,
    meanMs: known(latencies.meanMs),
    p50Ms: known(latencies.quantileMs(0.5)),
    p90Ms: known(latencies.quantileMs(0.9)),
    p99Ms: known(latencies.quantileMs(0.99)),
    meanBatch: known(account.meanSize),
    gpusUsed: account.gpusUsed,
    utilizationPercent: countedMs === 0 ? 0 : (100 * busyMs) / (countedMs * account.busyMs.length),
    events: end.events,
    batchSizes: sizes.slice(1),
  };
}

/** Beside the journal, for pictures. */
export async function keepBatches(
  scenario: Scenario,
  { batches }: Simulated,
  { id, label }: { readonly id: string; readonly label: string },
  { keep }: ComputeTools,
): Promise<void> {
  const models = setupOf(scenario, undefined).models.map(({ name }) => name);
  const trace = batches.trace({ cellId: id, label, gpus: scenario.gpus, models });
  await keep?.(batchTraceFile(id), batchTraceText(trace));
}

function recordedRate({ request: { arrivals } }: Scenario): number | null {
  if (arrivals.kind !== 'recorded') return null;
  const spanMs = arrivals.timesMs.at(-1) ?? 0;
  return spanMs > 0 ? (arrivals.timesMs.length * 1000) / spanMs : null;
}

function rounded(rate: number | null): number | null {
  return rate === null ? null : Math.round(rate * 1000) / 1000;
}

function idOf(load: Load | undefined): string {
  if (load === undefined) return 'recorded';
  return load.kind === 'rate' ? String(load.perSecond) : `${load.percent}pc`;
}
