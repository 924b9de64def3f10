import { steadyArrivals } from '../../../dist/load/arrivals/arrivals.js';
import { planArrivals } from '../../../dist/load/arrivals/plan.js';
import { measureLoad } from '../../../dist/load/measure-load.js';

const WARMUP_MS = 1000;

async function measure(url, pacing) {
  const request = {
    ...{ url, method: 'GET', bodies: [], timeoutMs: 60_000, connections: null },
    // What autocannon sends: a host, and that the connection is kept.
    headers: {},
  };
  const question = { url, arrivals: pacing.kind, rate: null, concurrency: null, slo: null };
  const { row } = await measureLoad({ request, pacing, processes: 1 }, question, undefined, {
    onProgress() {},
  });
  return row;
}

/** A Poisson plan, from one process. */
export async function measureOpen(url, rps, seconds) {
  const arrivals = steadyArrivals({ kind: 'poisson', seed: 42 }, rps, seconds * 1000);
  const plan = planArrivals(arrivals, { warmupMs: WARMUP_MS });
  const { throughputRps, p50Ms, p99Ms, slipP99Ms, slipMaxMs, generatorCpuPercent, failed } = await measure(
    url,
    {
      kind: 'open',
      plan,
    },
  );
  return { throughputRps, p50Ms, p99Ms, slipP99Ms, slipMaxMs, generatorCpuPercent, failed };
}

/** As many requests as clients that wait for their answers can send, from one process. */
export async function measureClosed(url, clients, seconds) {
  const pacing = { kind: 'closed', clients, warmupMs: WARMUP_MS, measuredMs: seconds * 1000 };
  const { throughputRps, p50Ms, p99Ms, generatorCpuPercent, failed } = await measure(url, pacing);
  const perCpuSecond = throughputRps / (generatorCpuPercent / 100);
  return { throughputRps, perCpuSecond, p50Ms, p99Ms, failed };
}
