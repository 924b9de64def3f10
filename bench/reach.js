// Measures mls beside numpy, faiss and scikit-learn, round by round in turn, and prints the table of what was reached:
//   node bench/reach.js [--rounds 7] [--only TEXT] [--out results/reach]
// Peers come from Debian (python3-numpy python3-faiss python3-sklearn) or pip; PYTHON names the interpreter. A side that
// cannot run is a line that says why. Vectors (1.9 GB) are kept in the cache folder.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cacheDirectory } from '../dist/datasets/cache-directory.js';
import { bootstrapMedian } from '../dist/stats/bootstrap.js';
import { median } from '../dist/stats/quantile.js';
import { measureHarnessCost } from './reach/harness-cost.js';
import { ROWS } from './reach/rows.js';
import { Side } from './reach/side.js';
import { reachTable } from './reach/table.js';
import { vectorsFile } from './reach/vectors.js';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '7' }, only: { type: 'string' }, out: { type: 'string' } },
});
const rounds = Number(values.rounds);
const folder = join(cacheDirectory(), 'bench-vectors');
const file = (name) => fileURLToPath(new URL(`./reach/${name}`, import.meta.url));

function start(side) {
  return side.kind === 'mls'
    ? new Side(side.name, process.execPath, [file('mls-side.js')])
    : new Side(side.name, process.env.PYTHON ?? 'python3', [file('peer_side.py')]);
}

async function measure(row) {
  const { job } = row;
  const asked = {
    ...job,
    base: { ...job.base, path: vectorsFile(folder, job.base, 1) },
    ...(job.queries && { queries: { ...job.queries, path: vectorsFile(folder, job.queries, 2) } }),
  };
  const timesMs = new Map(row.sides.map(({ name }) => [name, []]));
  const failed = new Map();
  const answers = new Map();
  // One at a time in memory: sides are started anew for each round where they would not fit together.
  const heavy = job.base.n * job.base.d * 4 * 3 * row.sides.length > os.totalmem() / 2;
  const live = new Map();
  const ready = async (side) => {
    const known = live.get(side.name);
    if (known !== undefined) return known;
    const process_ = start(side);
    live.set(side.name, process_);
    const { kind: _, name: __, ...about } = side;
    await process_.ask(JSON.stringify({ ...asked, ...about }));
    await process_.ask('run');
    return process_;
  };
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? row.sides : row.sides.toReversed();
    for (const side of order) {
      if (failed.has(side.name)) continue;
      process.stderr.write(`\r\x1b[K${row.name}: round ${round + 1}/${rounds} ${side.name}`);
      try {
        const { ms, answer } = await (await ready(side)).ask('run');
        timesMs.get(side.name).push(ms);
        answers.set(side.name, answer);
      } catch (error) {
        failed.set(side.name, error.message);
      }
      if (heavy || failed.has(side.name)) {
        live.get(side.name)?.end();
        live.delete(side.name);
      }
    }
  }
  for (const side of live.values()) side.end();
  process.stderr.write('\r\x1b[K');
  const measured = [...timesMs]
    .filter(([, times]) => times.length > 0)
    .map(([name, times]) => [
      name,
      { medianMs: median(times), ...bootstrapMedian(times), timesMs: times, answer: answers.get(name) },
    ]);
  return { row, sides: new Map(measured), failed };
}

const doctor = JSON.parse(
  execFileSync(
    process.execPath,
    [fileURLToPath(new URL('../bin/run.js', import.meta.url)), 'doctor', '--json'],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  ),
);
const chosen = ROWS.filter(({ name }) => values.only === undefined || name.includes(values.only));
const results = [];
for (const row of chosen) results.push(await measure(row));
const harness =
  values.only === undefined || values.only === 'harness' ? await measureHarnessCost() : undefined;
const text = reachTable({ results, harness, doctor });
process.stdout.write(`${text}\n`);
if (values.out !== undefined) {
  mkdirSync(values.out, { recursive: true });
  const raw = results.map(({ row, sides, failed }) => ({
    work: row.name,
    sides: Object.fromEntries(sides),
    failed: Object.fromEntries(failed),
  }));
  writeFileSync(join(values.out, 'reach.md'), `${text}\n`);
  writeFileSync(
    join(values.out, 'reach.json'),
    `${JSON.stringify({ doctor, results: raw, harness }, null, 2)}\n`,
  );
}
