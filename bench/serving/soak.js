// Keeps the tier `balanced` under load with everything that goes wrong: malformed bodies, bodies too large, clients that
// leave, workers that are killed. In the end every request must have had one answer with an expected status, and memory
// must be where it was after warming up: the gateway's, and that of the worker which was never killed:
//   node bench/serving/soak.js [--seconds 3600] [--rps 100] [--kill-every 60] [--worker FILE]
// Prints one JSON document; exits with 1 where requests were lost or memory grew. The seconds are those that this process
// ran: one in which the machine stood still for long is not made up for by a burst.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Agent, request } from 'undici';
import { medianGrowth } from './median-growth.js';
import { residentBytes } from './resident-bytes.js';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3600' },
    rps: { type: 'string', default: '100' },
    'kill-every': { type: 'string', default: '60' },
    worker: { type: 'string' },
  },
});
const seconds = Number(values.seconds);
const gapMs = 1000 / Number(values.rps);
const killEveryMs = Number(values['kill-every']) * 1000;
const sampleEveryMs = Math.min(5000, (seconds * 1000) / 40);
/** Longer than the gateway gives any request. */
const ANSWERED_WITHIN_MS = 90_000;
const LONGEST_STEP_MS = 100;
/** A process of Node is still growing into its work before. */
const WORKERS_JUDGED_FROM_SECONDS = 300;

// 503: no worker is ready for a moment, queues are full, or both workers that had it failed.
const KINDS = {
  question: { body: JSON.stringify({ query: 'Which animals can hover?', k: 2 }), expected: [200, 503] },
  malformed: { body: '{"query": ', expected: [400, 503] },
  large: { body: Buffer.alloc(2 ** 21, 'x'), expected: [413] },
  leaver: { body: JSON.stringify({ query: 'Never mind.', k: 2 }), expected: ['left', 200, 503] },
};

function kindOf(i) {
  if (i % 101 === 100) return 'large';
  if (i % 53 === 52) return 'malformed';
  return i % 29 === 28 ? 'leaver' : 'question';
}

const gateway = fork(fileURLToPath(new URL('soak-gateway.js', import.meta.url)), [values.worker ?? ''], {
  execArgv: ['--expose-gc'],
});
const replies = [];
const pids = new Map();
let ended = false;
gateway.on('exit', (code) => {
  ended = true;
  if (code !== 0) process.stderr.write(`the gateway ended with exit code ${code}\n`);
});
gateway.on('message', (message) => {
  if (message.type === 'reply') replies.shift()?.(message);
  else if (message.type === 'started') pids.set(message.instance, message.pid);
  else pids.delete(message.instance);
});
const ask = (what) =>
  new Promise((resolve, reject) => {
    if (ended) reject(new Error('the gateway is gone'));
    replies.push(resolve);
    gateway.send(what);
  });

const agent = new Agent({ connections: 256, headersTimeout: 0, bodyTimeout: 0 });
const counts = {};
const unexpected = {};
let pending = 0;

async function send(url, kind) {
  const { body, expected } = KINDS[kind];
  const leave = new AbortController();
  pending++;
  let status;
  try {
    const asked = request(`${url}/rag`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      dispatcher: agent,
      signal: leave.signal,
    });
    if (kind === 'leaver') setTimeout(() => leave.abort(), 3);
    const answer = await asked;
    await answer.body.dump();
    status = answer.statusCode;
  } catch (error) {
    status = leave.signal.aborted ? 'left' : (error.code ?? error.name);
  }
  pending--;
  const key = `${kind} ${status}`;
  counts[key] = (counts[key] ?? 0) + 1;
  if (!expected.includes(status)) unexpected[key] = counts[key];
}

const { url } = await ask('url');
const samples = [];
let sent = 0;
let kills = 0;
let activeMs = 0;
let lastMs = performance.now();
let nextKillMs = killEveryMs;
let nextSampleMs = sampleEveryMs;
while (activeMs < seconds * 1000 && !ended) {
  const nowMs = performance.now();
  activeMs += Math.min(LONGEST_STEP_MS, nowMs - lastMs);
  lastMs = nowMs;
  while (sent * gapMs <= activeMs) void send(url, kindOf(sent++));
  // The youngest: the first goes on from the beginning to the end, so that its memory can be told.
  const [, ...others] = pids.values();
  const victim = others.at(-1);
  if (activeMs >= nextKillMs && victim !== undefined) {
    nextKillMs = activeMs + killEveryMs;
    kills++;
    process.kill(victim, 'SIGKILL');
  }
  if (activeMs >= nextSampleMs) {
    nextSampleMs += sampleEveryMs;
    const { rssBytes, heapBytes } = await ask('memory');
    const [worker] = pids.values();
    samples.push({
      atS: Math.round(activeMs / 100) / 10,
      rssMiB: rssBytes / 2 ** 20,
      heapMiB: heapBytes / 2 ** 20,
      workerRssMiB: residentBytes(worker) / 2 ** 20,
    });
  }
  await new Promise((resolve) => setTimeout(resolve, 2));
}
const { tally } = await ask('drain');
for (const untilMs = performance.now() + ANSWERED_WITHIN_MS; pending > 0 && performance.now() < untilMs; ) {
  await new Promise((resolve) => setTimeout(resolve, 10));
}
await agent.destroy();

const answered = Object.values(counts).reduce((sum, count) => sum + count, 0);
const rss = medianGrowth(samples.map(({ rssMiB }) => rssMiB));
const heap = medianGrowth(samples.map(({ heapMiB }) => heapMiB));
const workerRss = medianGrowth(samples.map(({ workerRssMiB }) => workerRssMiB));
// Pages that the allocator keeps come and go by some MiB; a leak goes on.
const isFlat = ({ grown, early }) => grown <= 24 + 0.1 * early;
const flat =
  isFlat(rss) &&
  heap.grown <= 4 + 0.1 * heap.early &&
  (seconds < WORKERS_JUDGED_FROM_SECONDS || isFlat(workerRss));
const lost = sent - answered;
const good = flat && lost === 0 && Object.keys(unexpected).length === 0;
process.stdout.write(
  `${JSON.stringify({ good, seconds, sent, lost, unexpected, kills, flat, rss, heap, workerRss, counts, tally, samples }, undefined, 2)}\n`,
);
process.exitCode = good ? 0 : 1;
