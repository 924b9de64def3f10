// One simulation of `node one-run.js POLICY REQUESTS RPS`: ResNet50 as a GTX 1080 Ti runs it, on eight GPUs with Poisson
// arrivals and the delays that Symphony reckons with, its account kept. Prints what it took as JSON.
import { performance } from 'node:perf_hooks';
import { steadyArrivals } from '../../dist/load/arrivals/arrivals.js';
import { linearProfile } from '../../dist/scheduling/profiles/linear-profile.js';
import { openPolicy } from '../../dist/scheduling/registry.js';
import { Accounting } from '../../dist/scheduling/simulation/accounting/accounting.js';
import { batchExecutor } from '../../dist/scheduling/simulation/batch-executor.js';
import { simulate } from '../../dist/scheduling/simulation/simulate.js';
import { requestSource } from '../../dist/scheduling/simulation/source/request-source.js';

const [, , policyName, requests, rps] = process.argv;
const models = [
  { name: 'resnet50', sloMs: 25, latency: linearProfile(1.053, 5.072, 16), expectedPerSecond: Number(rps) },
];
const setup = { models, gpus: 8, delays: { controlMs: 0.1, dataMsPerRequest: 0.05, responseMs: 2 } };
const executor = batchExecutor(models, { kind: 'uniform', share: 0.02, seed: 1 });
const accounting = new Accounting({ setup, executor });
const arrivals = requestSource({
  arrivals: steadyArrivals(
    { kind: 'poisson', seed: 1 },
    Number(rps),
    (Number(requests) / Number(rps)) * 1000,
  ),
  models,
  shares: { kind: 'uniform' },
  seed: 1,
});
const simulation = { policy: openPolicy(policyName), setup, executor, arrivals, observers: [accounting] };

const signal = new AbortController().signal;
const progress = () => new Promise((resolve) => setImmediate(resolve));
const cpuBefore = process.cpuUsage();
const startMs = performance.now();
const end = await simulate(simulation, { signal, progress });
const wallS = (performance.now() - startMs) / 1000;
const cpu = process.cpuUsage(cpuBefore);
const cpuS = (cpu.user + cpu.system) / 1e6;
const account = accounting.close(end);
process.stdout.write(
  JSON.stringify({
    events: end.events,
    eventsPerSecond: end.events / wallS,
    eventsPerCpuSecond: end.events / cpuS,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    answeredOrDropped: account.good + account.late + account.dropped,
    unfinished: account.unfinished,
    goodShare: account.goodShare,
    meanBatch: account.meanSize,
  }),
);
