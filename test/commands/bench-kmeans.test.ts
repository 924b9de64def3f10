import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kmeansDocument } from '../../src/cli/bench/kmeans-report.js';
import { KMEANS_COLUMNS } from '../../src/suites/kmeans/columns.js';

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const SMALL = ['--dataset', 'clustered', '--n', '400', '--d', '6', '--max-iter', '4', '--rounds', '2'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mls-kmeans-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function mls(...args: string[]) {
  return execa(process.execPath, [RUN, 'bench', 'kmeans', ...SMALL, ...args], {
    cwd: folder,
    env: { MLS_CACHE_DIR: join(folder, 'cache') },
    reject: false,
  });
}

describe('mls bench kmeans', () => {
  it('finds the same clusters on every backend', async () => {
    const { stdout, exitCode } = await mls(
      '--backend',
      'ts,tfjs,gpujs',
      '--algorithm',
      'hamerly',
      '--k',
      '6',
      '--json',
    );
    expect(exitCode).toBe(0);
    const { rows } = kmeansDocument.parse(JSON.parse(stdout));
    expect(rows.map(({ backend, status, check }) => [backend, status, check])).toEqual(
      ['ts', 'tfjs', 'gpujs'].map((backend) => [backend, 'ok', 'pass']),
    );
    expect(new Set(rows.map(({ inertia }) => inertia)).size).toBe(1);
    expect(new Set(rows.map(({ iterations }) => iterations)).size).toBe(1);
  });

  it('writes CSV with the columns of the contract', async () => {
    const { stdout, exitCode } = await mls('--backend', 'ts,null', '--format', 'csv');
    expect(exitCode).toBe(0);
    const [head, ...rows]: string[][] = parse(stdout);
    expect(head).toEqual(KMEANS_COLUMNS.map(({ name }) => name));
    expect(rows.map((row) => row[1])).toEqual(['ts', 'null']);
  });

  it('draws the losses over k and keeps them beside the journal', async () => {
    const { stdout, stderr, exitCode } = await mls('--elbow', '--k', '1:16:5', '--out', 'elbow');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('loss against k, l2 (sum of L2 distances)');
    expect(stdout).toContain('loss against k, cosine (sum of 1 - cos)');
    expect(stdout).toMatch(/◆ elbow at k = \d+ \(Kneedle/);
    const [run] = await readdir(join(folder, 'elbow'));
    const kept = join(folder, 'elbow', String(run));
    const files = await readdir(kept);
    expect(files).toEqual(
      expect.arrayContaining(['elbow-cosine.svg', 'elbow-l2.svg', 'elbow.csv', 'journal.ndjson']),
    );
    expect(stderr).toContain('elbow.csv');
    const [head, ...lines]: string[][] = parse(await readFile(join(kept, 'elbow.csv'), 'utf8'));
    expect(head).toEqual(['K', 'loss_L2', 'loss_cosine']);
    expect(lines.map(([k]) => Number(k))).toEqual([1, 6, 11, 16]);
    const losses = lines.map(([, l2]) => Number(l2));
    expect(losses).toEqual(losses.toSorted((a, b) => b - a));
  });

  it('names the elbows in its document', async () => {
    const { stdout } = await mls('--elbow', '--k', '1:3', '--metric', 'l2', '--json');
    expect(kmeansDocument.parse(JSON.parse(stdout)).elbows).toEqual([
      {
        metric: 'l2',
        k: null,
        sag: null,
        warning: 'too few values of k to see an elbow: expected at least 4, got 3',
      },
    ]);
  });
});
