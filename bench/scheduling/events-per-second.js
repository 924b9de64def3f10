// How many events a second the simulator handles on one core, policy by policy, and how much memory a run takes:
//   npm run build && nice -n -5 node bench/scheduling/events-per-second.js [--policies fcfs,...] [--requests 1000000]
//     [--rps 1000] [--rounds 3] [--out DIR]
// Each run is a process of its own on one core, where `taskset` is there; the rounds go through the policies in turn.
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runApart } from './events/run-apart.js';
import { eventsTable } from './events/table.js';

const { values } = parseArgs({
  options: {
    policies: { type: 'string', default: 'fcfs,eager,nexus,clockwork,shepherd,symphony' },
    requests: { type: 'string', default: '1000000' },
    rps: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    out: { type: 'string' },
  },
});
const asked = {
  policies: values.policies.split(','),
  requests: Number(values.requests),
  rps: Number(values.rps),
  rounds: Number(values.rounds),
};
const loadBefore = os.loadavg()[0];
const results = asked.policies.map((policy) => ({ policy, rounds: [] }));
for (let round = 0; round < asked.rounds; round++) {
  for (const { policy, rounds } of round % 2 === 0 ? results : results.toReversed()) {
    process.stderr.write(`\r\x1b[Kround ${round + 1}/${asked.rounds}: ${policy}`);
    rounds.push(await runApart(policy, asked));
  }
}
process.stderr.write('\r\x1b[K');
const host = {
  cpu: os.cpus()[0]?.model,
  cores: os.cpus().length,
  node: process.versions.node,
  nice: os.getPriority(),
};
const document = { host, asked, load: { before: loadBefore, after: os.loadavg()[0] }, results };
const json = JSON.stringify(document, null, 2);
process.stdout.write(`${json}\n`);
if (values.out !== undefined) {
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, 'simulator.json'), `${json}\n`);
  writeFileSync(join(values.out, 'simulator.md'), `${eventsTable(document)}\n`);
}
