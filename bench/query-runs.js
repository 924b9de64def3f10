// How long `mls query` takes over a thousand runs: with nothing kept, with all kept, and after one more run.
// node bench/query-runs.js [RUNS]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const journal = readFileSync(join(root, 'test/report/fixtures/knn.ndjson'), 'utf8');
const [, runId] = /"runId":"([^"]*)"/.exec(journal);
const count = Number(process.argv[2] ?? 1000);
const folder = mkdtempSync(join(tmpdir(), 'mls-query-'));

function add(number) {
  const minutes = [Math.floor(number / 60), number % 60].map((part) => String(part).padStart(2, '0'));
  const id = `20260101-${minutes.join('')}00-knn-${number.toString(16).padStart(4, '0')}`;
  mkdirSync(join(folder, 'runs', id), { recursive: true });
  writeFileSync(join(folder, 'runs', id, 'journal.ndjson'), journal.replaceAll(runId, id));
}

function ask(what) {
  const sql = "select backend, median(medianMs), count(*) from runs where suite='knn' group by 1 order by 1";
  const started = performance.now();
  const args = [join(root, 'bin/run.js'), 'query', sql, '--runs', join(folder, 'runs'), '--format', 'csv'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, MLS_CACHE_DIR: join(folder, 'cache') },
  });
  if (status !== 0) throw new Error(stderr);
  console.log(`${what}: ${((performance.now() - started) / 1000).toFixed(2)} s`);
  return stdout;
}

try {
  for (let number = 0; number < count; number++) add(number);
  console.log(`${count} runs of 9 cells and 54 rounds, load average ${loadavg()[0].toFixed(1)}`);
  const first = ask('nothing kept');
  for (const time of ['first', 'second', 'third']) {
    if (ask(`all kept, ${time}`) !== first) throw new Error('the answer changed');
  }
  add(count);
  ask('one run more');
  console.log(first);
} finally {
  rmSync(folder, { recursive: true });
}
