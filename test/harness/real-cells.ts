import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { BackendName } from '../../src/backends/registry.js';
import { planKnn } from '../../src/suites/knn/plan.js';
import type { Cell } from '../../src/suites/suite.js';

/** Cells of a small kNN search by these subjects, for the processes that really run them. */
export function knnCells(...names: BackendName[]): Cell[] {
  return planKnn({
    subjects: names.map((name) => ({ name, role: name === 'null' ? 'null' : 'contender' })),
    datasets: [{ name: 'gaussian', n: 60, d: 4, queries: 3, seed: 1 }],
    metrics: ['l2'],
    ks: [2],
    threads: [1],
  });
}

export function knnCell(name: BackendName): Cell {
  const [cell] = knnCells(name);
  if (cell === undefined) throw new Error('the plan is empty');
  return cell;
}

/** Gives the child processes of a test file a cache of their own. */
export function withOwnCache(): void {
  let directory: string;
  const before = process.env.MLS_CACHE_DIR;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mls-cache-'));
    process.env.MLS_CACHE_DIR = directory;
  });
  afterAll(async () => {
    if (before === undefined) delete process.env.MLS_CACHE_DIR;
    else process.env.MLS_CACHE_DIR = before;
    await rm(directory, { recursive: true, force: true });
  });
}

export function isAlive(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
}

export function signal(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) throw new Error('the process did not start');
  process.kill(pid, name);
}
