import { describe, expect, it } from 'vitest';
import { NonFiniteError, ShapeError } from '../../../../src/backends/shared/errors.js';
import { rowsOf } from '../../../backends-shared/memory-source.js';
import { answersOf, buildIvf, fillIvf, plainEngine, rowsFrom } from './indexes.js';

/** Two lists: rows 0, 2 and 4 about the origin, rows 1 and 3 about (10, 0). */
const ROWS = rowsOf([
  [0, 0],
  [10, 0],
  [0, 1],
  [10, 1],
  [0, 2],
]);
const CENTROIDS = { k: 2, d: 2, data: Float64Array.from([0, 1, 10, 0.5]) };
const search = (nprobe: number) => ({ kind: 'ivf', nprobe }) as const;

describe('an IVF search', () => {
  it('looks only into the lists nearest to a query, and counts what it computed', async () => {
    const index = await fillIvf(ROWS, 'l2', CENTROIDS);
    const found = await index.search(
      rowsOf([
        [0, 0],
        [9, 1],
      ]),
      2,
      search(1),
    );
    expect(answersOf(found)).toEqual([
      { ids: [0, 2], distances: [0, 1] },
      { ids: [3, 1], distances: [1, Math.SQRT2] },
    ]);
    expect(found.distanceComputations).toBe(2 * 2 + 3 + 2);
  });

  it('marks what it did not find, last and at no distance', async () => {
    const index = await fillIvf(ROWS, 'l2', CENTROIDS);
    const found = await index.search(rowsOf([[10, 0]]), 4, search(1));
    expect(answersOf(found)).toEqual([
      { ids: [1, 3, -1, -1], distances: [0, 1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] },
    ]);
  });

  it('gives as many as there are when more are asked for, and takes any nprobe beyond the lists as all', async () => {
    const index = await fillIvf(ROWS, 'l2', CENTROIDS);
    const found = await index.search(rowsOf([[0, 0]]), 9, search(7));
    expect(found.k).toBe(5);
    expect([...found.ids]).toEqual([0, 2, 4, 1, 3]);
  });

  it('copes with lists that are empty', async () => {
    const centroids = { k: 3, d: 2, data: Float64Array.from([0, 1, 500, 500, 10, 0.5]) };
    const index = await fillIvf(ROWS, 'l2', centroids);
    const far = await index.search(rowsOf([[490, 490]]), 1, search(1));
    expect([...far.ids]).toEqual([-1]);
    const all = await index.search(rowsOf([[490, 490]]), 1, search(3));
    expect([...all.ids]).toEqual([3]);
  });

  it('gives each list to the engine once, with all the queries that ask for it', async () => {
    const rows = rowsFrom(1, 40, 3, 'clustered');
    const { index, kernels } = await buildIvf(rows, { nlist: 4 });
    kernels.log.length = 0;
    await index.search(rowsFrom(2, 20, 3, 'clustered'), 3, search(4));
    // The centroids, then the lists.
    expect(kernels.log).toHaveLength(5);
  });

  it('answers the same whether queries come together or one at a time', async () => {
    const rows = rowsFrom(3, 50, 4, 'clustered');
    const queries = rowsFrom(4, 6, 4, 'clustered');
    const { index } = await buildIvf(rows, { nlist: 7 });
    const together = answersOf(await index.search(queries, 5, search(2)));
    for (const [q, answer] of together.entries()) {
      const one = { n: 1, d: 4, data: queries.data.subarray(q * 4, (q + 1) * 4) };
      expect(answersOf(await index.search(one, 5, search(2)))).toEqual([answer]);
    }
  });

  it('answers each of two searches at once as if it were alone', async () => {
    const rows = rowsFrom(3, 50, 4, 'clustered');
    const [a, b] = [rowsFrom(4, 6, 4, 'clustered'), rowsFrom(5, 3, 4, 'clustered')];
    const { index } = await buildIvf(rows, { nlist: 7 });
    const alone = [await index.search(a, 5, search(3)), await index.search(b, 5, search(3))];
    const atOnce = await Promise.all([index.search(a, 5, search(3)), index.search(b, 5, search(3))]);
    expect(atOnce.map(answersOf)).toEqual(alone.map(answersOf));
  });

  it('refuses queries of another dimension, and such as are not finite', async () => {
    const index = await fillIvf(ROWS, 'l2', CENTROIDS);
    await expect(index.search(rowsOf([[1, 2, 3]]), 1, search(1))).rejects.toThrow(ShapeError);
    await expect(index.search(rowsOf([[1, Number.NaN]]), 1, search(1))).rejects.toThrow(NonFiniteError);
  });

  it('refuses to be searched as a graph', async () => {
    const index = await fillIvf(ROWS, 'l2', CENTROIDS);
    await expect(index.search(rowsOf([[1, 2]]), 1, { kind: 'hnsw', ef: 5 })).rejects.toThrow(
      'expected nprobe to search ivf with, got hnsw',
    );
  });
});

describe('building an IVF', () => {
  it('reports progress up to the last row', async () => {
    const rows = rowsFrom(1, 30, 2, 'clustered');
    const { indexing } = plainEngine().engine;
    const told: number[] = [];
    await indexing?.build(
      { ...(await import('../approximate-kernels.js')).sourceOf(rows) },
      {
        metric: 'l2',
        build: { kind: 'ivf', nlist: 3, seed: 1 },
        uniform: () => 0.5,
        progress: (done) => told.push(done),
      },
    );
    expect(told.at(-1)).toBe(30);
  });

  it('gives the same lists whatever the size of a block', async () => {
    const rows = rowsFrom(9, 300, 3, 'clustered');
    const queries = rowsFrom(10, 9, 3, 'clustered');
    const answers = async (maxBlockRows?: number) => {
      const { index } = await buildIvf(rows, {
        nlist: 5,
        ...(maxBlockRows !== undefined && { maxBlockRows }),
      });
      return answersOf(await index.search(queries, 4, search(1)));
    };
    expect(await answers(13)).toEqual(await answers());
  });

  it('refuses more lists than rows, and a graph', async () => {
    const rows = rowsFrom(1, 3, 2, 'clustered');
    await expect(buildIvf(rows, { nlist: 4 })).rejects.toThrow('expected between 1 and 3 lists, got 4');
    const { indexing } = plainEngine().engine;
    const { sourceOf } = await import('../approximate-kernels.js');
    const graph = { kind: 'hnsw', m: 4, efConstruction: 8 } as const;
    const built = indexing?.build(sourceOf(rows), { metric: 'l2', build: graph, uniform: () => 0 });
    await expect(built).rejects.toThrow('it builds ivf, and no hnsw');
  });

  it('gives back all that it took of the engine', async () => {
    const { index, kernels } = await buildIvf(rowsFrom(1, 40, 3, 'clustered'), {
      nlist: 4,
      maxBlockRows: 5,
    });
    expect(kernels.live.size).toBeGreaterThan(0);
    await index.free();
    expect(kernels.live.size).toBe(0);
  });
});
