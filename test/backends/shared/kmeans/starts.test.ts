import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rows } from '../../../../src/backends/backend.js';
import { ShapeError } from '../../../../src/backends/shared/errors.js';
import {
  centroidsAt,
  KMEANS_INITS,
  type StartOptions,
  startRows,
} from '../../../../src/backends/shared/kmeans/starts.js';
import { seededUniform } from '../../../../src/stats/random.js';
import { sourceOf } from '../approximate-kernels.js';
import { problems, rowsOf } from './problems.js';

type Options = Partial<StartOptions> & { readonly seed?: number };

const rowsFor = (rows: Rows, { seed = 1, ...rest }: Options) =>
  startRows(sourceOf(rows), {
    init: 'kmeans++',
    k: 3,
    metric: 'l2',
    uniform: seededUniform(seed),
    ...rest,
  });

const startOf = async (rows: Rows, options: Options) =>
  centroidsAt(sourceOf(rows), await rowsFor(rows, options));

const GRID = rowsOf(1, ...Array.from({ length: 1000 }, (_, i) => i));

describe.each(KMEANS_INITS)('a %s start', (init) => {
  it('is k rows of the source', async () => {
    const { k, d, data } = await startOf(GRID, { init, k: 20 });
    expect([k, d, data.length]).toEqual([20, 1, 20]);
    expect(new Set(data).size).toBe(20);
    for (const value of data) expect(GRID.data).toContain(value);
  });

  it('is the same for the same numbers and another for others', async () => {
    const first = await startOf(GRID, { init, k: 5, seed: 11 });
    expect(await startOf(GRID, { init, k: 5, seed: 11 })).toEqual(first);
    expect(await startOf(GRID, { init, k: 5, seed: 12 })).not.toEqual(first);
  });

  it('begins as a shorter one does', async () => {
    const long = await rowsFor(GRID, { init, k: 30, seed: 5 });
    expect(await rowsFor(GRID, { init, k: 7, seed: 5 })).toEqual(long.slice(0, 7));
  });

  it('takes every row for k = n', async () => {
    const rows = rowsOf(1, 5, 1, 4, 2, 3);
    const { data } = await startOf(rows, { init, k: 5 });
    expect([...data].sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('takes different rows even where they are all equal', async () => {
    const rows = rowsOf(1, 6, 6, 6);
    expect([...(await startOf(rows, { init, k: 3 })).data]).toEqual([6, 6, 6]);
  });

  it('refuses more centroids than rows', async () => {
    await expect(startOf(rowsOf(1, 1, 2), { init, k: 3 })).rejects.toThrow(ShapeError);
  });

  it('does not depend on what fits into memory', async () => {
    await fc.assert(
      fc.asyncProperty(problems(), fc.nat(), async ({ rows, metric, start: { k } }, seed) => {
        const kept = await startOf(rows, { init, k, metric, seed });
        expect(await startOf(rows, { init, k, metric, seed, residentBytes: 0 })).toEqual(kept);
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});

describe('a kmeans++ start', () => {
  const clusters = rowsOf(1, ...Array.from({ length: 300 }, (_, i) => (i % 3) * 1e6 + i / 300));

  it('takes a row of every cluster that is far from the others', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { data } = await startOf(clusters, { k: 3, seed });
      expect([...data].map((value) => Math.round(value / 1e6)).sort()).toEqual([0, 1, 2]);
    }
  });

  it('weighs rows by their score: by the squared distance for l2', async () => {
    const rows = rowsOf(1, 0, 1, 3);
    const seconds = { near: 0, far: 0 };
    for (let seed = 0; seed < 2000; seed++) {
      const { data } = await startOf(rows, { k: 2, seed });
      if (data[0] === 0) seconds[data[1] === 1 ? 'near' : 'far']++;
    }
    // 1 to 9, of about 667 that begin with 0.
    expect(seconds.near / (seconds.near + seconds.far)).toBeGreaterThan(0.06);
    expect(seconds.near / (seconds.near + seconds.far)).toBeLessThan(0.14);
  });

  it('sees directions only for cosine, and zero rows never but as the last', async () => {
    const rows = rowsOf(2, 1, 0, 9, 0, 0, 2, 0, 0);
    for (let seed = 1; seed <= 20; seed++) {
      const { data } = await startOf(rows, { k: 2, metric: 'cosine', seed });
      const second = data.subarray(2, 4);
      expect([...second]).not.toEqual([0, 0]);
      if (data[1] === 0 && data[0] !== 0) expect([...second]).toEqual([0, 2]);
    }
  });

  it('tells how far it is', async () => {
    const told: number[] = [];
    await startOf(GRID, { k: 4, progress: (done) => told.push(done) });
    expect(told).toEqual([1, 2, 3, 4]);
  });
});

describe('a random start', () => {
  it('finds every row equally likely', async () => {
    const counts = new Array<number>(5).fill(0);
    const rows = rowsOf(1, 0, 1, 2, 3, 4);
    for (let seed = 0; seed < 2000; seed++) {
      const { data } = await startOf(rows, { init: 'random', k: 2, seed });
      for (const value of data) counts[value] = (counts[value] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 800)).toBeLessThan(90);
  });
});
