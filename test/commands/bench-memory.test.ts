import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';

const RUN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
/** 192 kB of vectors. */
const DATASET = ['--dataset', 'gaussian', '--n', '2000', '--d', '24'];
const READING = ['readMs', 'waitMs', 'uploadMs'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mls-memory-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function rowsOf(...args: readonly string[]): Promise<Record<string, unknown>[]> {
  const { stdout } = await execa(process.execPath, [RUN, 'bench', ...args, '--ui', 'none', '--json'], {
    cwd: folder,
    env: { MLS_CACHE_DIR: join(folder, 'cache') },
  });
  return JSON.parse(stdout).rows;
}

it.each([
  ['knn', '--queries', '5', '--k', '3', '--backend', 'ts,tfjs'],
  ['kmeans', '--k', '4', '--backend', 'ts'],
])('vectors beyond the budget of bench %s are read in every round, and the row says so', async (...args) => {
  const [suite, ...rest] = args;
  const asked = [suite, ...DATASET, ...rest, '--rounds', '2'] as string[];
  for (const row of await rowsOf(...asked, '--memory', '64KiB')) {
    expect(row).toMatchObject({ status: 'ok', check: 'pass' });
    for (const name of READING) expect(row[name]).toBeTypeOf('number');
  }
  for (const row of await rowsOf(...asked)) {
    for (const name of READING) expect(row[name]).toBeNull();
  }
});
