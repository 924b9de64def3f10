// The load generator's own reach: requests a second on a plan and how late they leave, and in a closed loop beside autocannon
// against the same server, in turn:
//   node bench/serving/generator.js [--rounds 5] [--seconds 4] [--rps 5000] [--clients 64] [--autocannon PATH] [--out DIR]
// The server has one core and the generator another, where `taskset` is there and two are free to choose from. autocannon is
// run by `npx --yes autocannon@8` unless PATH names its script.
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runAutocannon } from './generator/autocannon.js';
import { pinToCore } from './generator/cores.js';
import { measureClosed, measureOpen } from './generator/mls.js';
import { startServer } from './generator/server.js';
import { reachTable } from './generator/table.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    rps: { type: 'string', default: '5000' },
    clients: { type: 'string', default: '64' },
    autocannon: { type: 'string' },
    out: { type: 'string' },
  },
});
const [rounds, seconds, rps, clients] = ['rounds', 'seconds', 'rps', 'clients'].map((name) =>
  Number(values[name]),
);
const loadBefore = os.loadavg()[0];
// The generators and autocannon are children of this process and stay on its core.
const isPinned = os.availableParallelism() > 1 && pinToCore(process.pid, 1);

const results = [];
for (const kind of ['http', 'raw']) {
  const server = await startServer(kind, isPinned ? 0 : undefined);
  const open = [];
  const closed = [];
  const peer = [];
  let whyNot;
  try {
    for (let round = 0; round < rounds; round++) {
      process.stderr.write(`\r\x1b[K${kind} server: round ${round + 1}/${rounds}`);
      open.push(await measureOpen(server.url, rps, seconds));
      const turns = [
        async () => closed.push(await measureClosed(server.url, clients, seconds)),
        async () => {
          if (whyNot !== undefined) return;
          const answer = await runAutocannon(server.url, clients, seconds, values.autocannon);
          if (answer.error === undefined) peer.push(answer);
          else whyNot = answer.error;
        },
      ];
      for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
    }
  } finally {
    server.stop();
  }
  results.push({ kind, open, closed, peer, whyNot });
}
process.stderr.write('\r\x1b[K');
const host = {
  cpu: os.cpus()[0]?.model,
  cores: os.cpus().length,
  node: process.versions.node,
  isPinned,
};
const asked = { rounds, seconds, rps, clients };
const load = { before: loadBefore, after: os.loadavg()[0] };
const text = reachTable({ host, asked, load, results });
process.stdout.write(`${text}\n`);
if (values.out !== undefined) {
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, 'generator.md'), `${text}\n`);
  writeFileSync(
    join(values.out, 'generator.json'),
    `${JSON.stringify({ host, asked, load, results }, null, 2)}\n`,
  );
}
