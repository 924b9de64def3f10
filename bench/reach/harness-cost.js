import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from '../../dist/stats/quantile.js';
import { Side } from './side.js';
import { vectorsFile } from './vectors.js';

const BIN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const SIDE = fileURLToPath(new URL('./mls-side.js', import.meta.url));
const N = 20_000;
const D = 128;
const QUERIES = 8;
const ROUNDS = 200;
const TURNS = 9;
/** As the harness does, some 20 ms to a round. */
const REPEATS = 13;

/**
 * What the harness adds to a kernel of about a millisecond: the median round that `mls bench knn` reports, over that of
 * as many calls in a bare loop. They take turns, and the ratio is taken turn by turn, since the host drifts between them.
 */
export async function measureHarnessCost(backend = 'native') {
  const folder = mkdtempSync(join(tmpdir(), 'mls-harness-cost-'));
  const bare = [];
  const under = [];
  try {
    for (let turn = 0; turn < TURNS; turn++) {
      bare.push(await bareMs(folder, backend));
      under.push(harnessMs(folder, backend));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const costs = under.map((ms, turn) => ms / bare[turn] - 1);
  return { backend, bareMs: median(bare), harnessMs: median(under), cost: median(costs), costs };
}

async function bareMs(folder, backend) {
  const side = new Side('bare', process.execPath, [SIDE]);
  const base = { n: N, d: D, path: vectorsFile(folder, { n: N, d: D }, 1) };
  const queries = { n: QUERIES, d: D, path: vectorsFile(folder, { n: QUERIES, d: D }, 2) };
  await side.ask(
    JSON.stringify({ backend, threads: 1, metric: 'l2', base, queries, k: 10, repeats: REPEATS }),
  );
  for (let i = 0; i < ROUNDS / 10; i++) await side.ask('run');
  const times = [];
  for (let i = 0; i < ROUNDS; i++) times.push((await side.ask('run')).ms);
  side.end();
  return median(times);
}

function harnessMs(folder, backend) {
  const text = execFileSync(
    process.execPath,
    [
      ...[
        BIN,
        'bench',
        'knn',
        '--backend',
        backend,
        '--dataset',
        'gaussian',
        '--n',
        String(N),
        '--d',
        String(D),
      ],
      ...[
        '--queries',
        String(QUERIES),
        '--threads',
        '1',
        '--rounds',
        String(ROUNDS),
        '--json',
        '--out',
        folder,
      ],
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  return JSON.parse(text).rows[0].medianMs;
}
