import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRICS } from '../../../../src/backends/backend.js';
import { ShapeError } from '../../../../src/backends/shared/errors.js';
import { answersOf, buildIvf, plainEngine, rowsFrom } from './indexes.js';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mls-ivf-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const ROWS = rowsFrom(5, 120, 6, 'clustered');
const QUERIES = rowsFrom(6, 8, 6, 'clustered');

async function saved(name: string) {
  const path = join(directory, name);
  const { index } = await buildIvf(ROWS, { nlist: 11 });
  await index.save(path);
  return { path, index };
}

const open = async (path: string, more: object = {}) => {
  const { indexing } = plainEngine().engine;
  if (indexing === undefined) throw new Error('an engine of block kernels builds indexes');
  const build = { kind: 'ivf', nlist: 11, seed: 1 } as const;
  return indexing.open(path, { n: 120, d: 6, metric: 'l2', build, ...more });
};

describe('a saved IVF', () => {
  it.each(METRICS)('answers by %s, once read, exactly as it did', async (metric) => {
    const path = join(directory, metric);
    const { index } = await buildIvf(ROWS, { metric, nlist: 11 });
    await index.save(path);
    const read = await open(path, { metric });
    for (const nprobe of [1, 3, 11]) {
      const search = { kind: 'ivf', nprobe } as const;
      const before = await index.search(QUERIES, 5, search);
      const after = await read.search(QUERIES, 5, search);
      expect(answersOf(after)).toEqual(answersOf(before));
      expect(after.distanceComputations).toBe(before.distanceComputations);
    }
  });

  it('takes little more room than its vectors', async () => {
    const { path } = await saved('size');
    const vectors = 4 * 120 * 6;
    const rest = 4 * (120 + 11 + 11 * 6);
    expect((await stat(path)).size).toBe(4096 + rest + vectors);
  });

  it.each([
    ['rows', { n: 121 }],
    ['a dimension', { d: 5 }],
    ['a metric', { metric: 'cosine' }],
    ['lists', { build: { kind: 'ivf', nlist: 12, seed: 1 } }],
    ['a seed', { build: { kind: 'ivf', nlist: 11, seed: 2 } }],
  ])('is refused where %s is asked of it that it does not have', async (_, more) => {
    const { path } = await saved('other');
    await expect(open(path, more)).rejects.toThrow(ShapeError);
  });

  it.each([
    ['in its header', 1000],
    ['in its lists', 5000],
    ['at its last byte', -1],
  ])('is refused when it is cut off %s', async (_, end) => {
    const { path } = await saved('cut');
    await writeFile(path, (await readFile(path)).subarray(0, end));
    await expect(open(path)).rejects.toThrow(ShapeError);
  });
});
