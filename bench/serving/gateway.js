// What the gateway of the tier `balanced` costs: the same load sent to a worker that answers at once, and through the
// gateway to two such workers, in turn, from the project's own generator:
//   node bench/serving/gateway.js [--rounds 7] [--seconds 4] [--out results/gateway]
// Prints what was measured beside what is asked for: under 1 ms added at the median at 500 requests/s, and 3,000 requests/s
// carried. Of several rounds the best counts, since other work on the machine only takes away. Exits with 1 where it falls
// short.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { steadyArrivals } from '../../dist/load/arrivals/arrivals.js';
import { planArrivals } from '../../dist/load/arrivals/plan.js';
import { measureLoad } from '../../dist/load/measure-load.js';
import { gatewayTable } from './gateway-table.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '4' },
    out: { type: 'string' },
  },
});
const measuredMs = Number(values.seconds) * 1000;
const warmupMs = 500;
const BODY = JSON.stringify({ query: 'Which animals can hover in the air?', k: 2 });

const openAt = (rate) => ({
  name: `${rate} requests/s`,
  rate,
  pacing: {
    kind: 'open',
    plan: planArrivals(steadyArrivals({ kind: 'constant' }, rate, measuredMs), { warmupMs }),
  },
});
const LOADS = [
  openAt(500),
  openAt(3000),
  {
    name: '32 clients, each at once again',
    rate: null,
    pacing: { kind: 'closed', clients: 32, warmupMs, measuredMs },
  },
];

const gateway = fork(fileURLToPath(new URL('null-gateway.js', import.meta.url)), { execArgv: [] });
const [{ url, workers }] = await once(gateway, 'message');
const cpuMs = async () => {
  gateway.send('cpu');
  const [answer] = await once(gateway, 'message');
  return answer.cpuMs;
};

async function measure(way, { name, rate, pacing }) {
  const target = `${way === 'direct' ? workers[0] : url}/rag`;
  const request = {
    url: target,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    bodies: [BODY],
    timeoutMs: 10_000,
    connections: null,
  };
  const cpuBefore = await cpuMs();
  const { row } = await measureLoad(
    { request, pacing, processes: 1 },
    { url: target, arrivals: 'constant', rate, concurrency: pacing.clients ?? null, slo: null },
    undefined,
    { onProgress() {} },
  );
  const gatewayCpuMs = (await cpuMs()) - cpuBefore;
  const { status, throughputRps, p50Ms, p99Ms, slipP99Ms, successful, failed, refused, timedOut } = row;
  const lost = failed + refused + timedOut;
  // Those of the warm-up are not among the successful, but cost as much.
  const gatewayCpuUs = (1000 * gatewayCpuMs) / (successful * (1 + warmupMs / measuredMs));
  return { load: name, way, status, throughputRps, p50Ms, p99Ms, slipP99Ms, successful, lost, gatewayCpuUs };
}

const loadBefore = os.loadavg()[0];
const results = [];
for (let round = 0; round < Number(values.rounds); round++) {
  for (const load of LOADS) {
    for (const way of round % 2 === 0 ? ['direct', 'gateway'] : ['gateway', 'direct']) {
      process.stderr.write(`\r\x1b[Kround ${round + 1}/${values.rounds}: ${load.name}, ${way}`);
      results.push({ round, ...(await measure(way, load)) });
    }
  }
}
process.stderr.write('\r\x1b[K');
gateway.disconnect();

const host = { cpu: os.cpus()[0]?.model, cores: os.cpus().length, node: process.version, loadBefore };
const { text, reached } = gatewayTable(results, host);
process.stdout.write(`${text}\n`);
if (values.out !== undefined) {
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, 'gateway.md'), `${text}\n`);
  writeFileSync(join(values.out, 'gateway.json'), `${JSON.stringify({ host, results }, null, 2)}\n`);
}
process.exitCode = reached ? 0 : 1;
