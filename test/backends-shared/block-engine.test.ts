import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS, type Metric, type Neighbours, type Rows } from '../../src/backends/backend.js';
import { createBlockEngine } from '../../src/backends/shared/block-engine.js';
import { NonFiniteError, ShapeError } from '../../src/backends/shared/errors.js';
import { EXACT_DISTANCE } from '../../src/backends/shared/exact-distance.js';
import { MemorySource, rowsOf } from './memory-source.js';
import { openOptions, PlainKernels } from './plain-kernels.js';

/** Every distance in float64, sorted, ties by the smaller id. */
function nearestByHand(base: Rows, queries: Rows, metric: Metric, k: number): Neighbours {
  const width = Math.min(k, base.n);
  const ids = new Int32Array(queries.n * width);
  const distances = new Float64Array(queries.n * width);
  for (let q = 0; q < queries.n; q++) {
    const all = Array.from({ length: base.n }, (_, id) => ({
      id,
      at: EXACT_DISTANCE[metric](queries.data, q * base.d, base.data, id * base.d, base.d),
    }));
    all.sort((a, b) => a.at - b.at || a.id - b.id);
    for (const [rank, { id, at }] of all.slice(0, width).entries()) {
      ids[q * width + rank] = id;
      distances[q * width + rank] = at;
    }
  }
  return { queries: queries.n, k: width, ids, distances };
}

/** The same vectors loaded at once, in blocks that stay, and streamed in blocks of so many rows. */
async function loadedThreeWays(base: Rows, metric: Metric, blockRows: number, slack: number) {
  const rowBytes = base.d * 4;
  const load = (kernels: PlainKernels, memoryBytes?: number) =>
    createBlockEngine(kernels, openOptions(memoryBytes === undefined ? {} : { memoryBytes })).load(
      new MemorySource(base),
      metric,
    );
  return [
    await load(new PlainKernels({ slack })),
    await load(new PlainKernels({ slack, maxBlockRows: blockRows })),
    await load(new PlainKernels({ slack }), Math.min(2 * blockRows * rowBytes, base.n * rowBytes - 1)),
  ];
}

// Small whole numbers, so that ties and duplicates are many and single precision is exact.
const coordinate = fc.integer({ min: -4, max: 4 });
const problem = fc
  .integer({ min: 1, max: 4 })
  .chain((d) => {
    const vectors = (most: number) =>
      fc.array(fc.array(coordinate, { minLength: d, maxLength: d }), { minLength: 1, maxLength: most });
    return fc.record({ d: fc.constant(d), base: vectors(25), queries: vectors(4) });
  })
  .map(({ d, base, queries }) => ({ base: rowsOf(base, d), queries: rowsOf(queries, d) }));

describe('a block engine', () => {
  it.each(METRICS)('finds the same %s neighbours whatever the size of its blocks', async (metric) => {
    // The cosine of whole numbers is rounded, so that true ties may fall outside k: the slack holds them.
    const slack = metric === 'cosine' ? 100 : 0;
    await fc.assert(
      fc.asyncProperty(
        problem,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        async ({ base, queries }, k, blockRows) => {
          const expected = nearestByHand(base, queries, metric, k);
          for (const set of await loadedThreeWays(base, metric, blockRows, slack)) {
            expect(await set.knn(queries, k)).toEqual(expected);
            // A second call finds the set as the first one left it.
            expect(await set.knn(queries, k)).toEqual(expected);
            await set.free();
          }
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });

  it.each(METRICS)('gives the same %s distances whatever the size of its blocks', async (metric) => {
    await fc.assert(
      fc.asyncProperty(problem, fc.integer({ min: 1, max: 30 }), async ({ base, queries }, blockRows) => {
        const [whole, ...others] = await loadedThreeWays(base, metric, blockRows, 0);
        const expected = await whole?.distances(queries);
        expect(expected).toHaveLength(queries.n * base.n);
        for (const set of others) expect(await set.distances(queries)).toEqual(expected);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it('says whether its vectors stay or are streamed', async () => {
    const base = rowsOf([[1], [2], [3]]);
    const residence = async (memoryBytes?: number) => {
      const options = openOptions(memoryBytes === undefined ? {} : { memoryBytes });
      return (await createBlockEngine(new PlainKernels(), options).load(new MemorySource(base), 'l2'))
        .residence;
    };
    expect(await residence()).toBe('resident');
    expect(await residence(12)).toBe('resident');
    expect(await residence(11)).toBe('streamed');
    expect(await residence(1)).toBe('streamed');
  });

  it('orders ties and duplicates by id, across blocks too', async () => {
    const base = rowsOf([[2], [-1], [1], [2], [1], [-1]]);
    for (const set of await loadedThreeWays(base, 'l2', 2, 0)) {
      expect([...(await set.knn(rowsOf([[0]]), 5)).ids]).toEqual([1, 2, 4, 5, 0]);
    }
  });

  it('gives all rows where k is larger than their number', async () => {
    const { k, ids } = await (
      await createBlockEngine(new PlainKernels(), openOptions()).load(
        new MemorySource(rowsOf([[5], [1]])),
        'l1',
      )
    ).knn(rowsOf([[0], [6]]), 10);
    expect([k, ...ids]).toEqual([2, 1, 0, 0, 1]);
  });

  it('ranks in float64 what single precision cannot tell apart', async () => {
    const base = rowsOf([[4097], [4096], [4095]]);
    const far = rowsOf([[-(2 ** 24)]]);
    const kernels = new PlainKernels({ slack: 3 });
    const set = await createBlockEngine(kernels, openOptions()).load(new MemorySource(base), 'l2');
    expect([...(await set.knn(far, 2)).ids]).toEqual([2, 1]);
    expect([...(await set.knn(far, 2)).distances]).toEqual([2 ** 24 + 4095, 2 ** 24 + 4096]);
  });

  it('answers no queries with nothing', async () => {
    const set = await createBlockEngine(new PlainKernels(), openOptions()).load(
      new MemorySource(rowsOf([[1]])),
      'l2',
    );
    expect(await set.knn(rowsOf([], 1), 3)).toEqual({
      queries: 0,
      k: 1,
      ids: new Int32Array(),
      distances: new Float64Array(),
    });
  });

  it('passes on what its kernels are, and closes them', async () => {
    const kernels = new PlainKernels();
    const engine = createBlockEngine(kernels, openOptions());
    expect(engine.identity).toBe(kernels.identity);
    await engine.close();
    expect(kernels.closed).toBe(true);
  });
});

describe('vectors that cannot be compared', () => {
  const base = () => [
    [1, 2],
    [3, 4],
    [5, 6],
    [7, 8],
    [9, 10],
  ];
  const withBad = (row: number, column: number, value: number) =>
    rowsOf(base().map((vector, i) => (i === row ? vector.with(column, value) : vector)));
  const WAYS = [
    ['loaded at once', {}, undefined],
    ['in blocks that stay', { maxBlockRows: 2 }, undefined],
    ['streamed', {}, 32],
  ] as const;

  describe.each(WAYS)('%s', (_, how, memoryBytes) => {
    it.each([
      [0, 1, Number.NaN],
      [3, 0, Number.POSITIVE_INFINITY],
      [4, 1, Number.NEGATIVE_INFINITY],
    ])('are refused by row %i, column %i, value %f', async (row, column, value) => {
      const kernels = new PlainKernels(how);
      const engine = createBlockEngine(
        kernels,
        openOptions(memoryBytes === undefined ? {} : { memoryBytes }),
      );
      const search = async () =>
        (await engine.load(new MemorySource(withBad(row, column, value)), 'l2')).knn(rowsOf([[0, 0]]), 1);
      await expect(search()).rejects.toThrow(NonFiniteError);
      await expect(search()).rejects.toMatchObject({ row, column, value });
      expect(kernels.live.size).toBe(0);
    });
  });

  it('are refused in queries too', async () => {
    const set = await createBlockEngine(new PlainKernels(), openOptions()).load(
      new MemorySource(rowsOf(base())),
      'l2',
    );
    const queries = rowsOf([
      [0, 0],
      [0, Number.NaN],
    ]);
    await expect(set.knn(queries, 1)).rejects.toMatchObject({ name: 'NonFiniteError', row: 1, column: 1 });
    await expect(set.distances(queries)).rejects.toThrow(NonFiniteError);
  });

  it('are refused where their shapes do not agree', async () => {
    const engine = createBlockEngine(new PlainKernels(), openOptions());
    const set = await engine.load(new MemorySource(rowsOf(base())), 'l2');
    await expect(set.knn(rowsOf([[1, 2, 3]]), 1)).rejects.toThrow(
      new ShapeError('expected queries of d = 2, got d = 3'),
    );
    await expect(set.distances({ n: 3, d: 2, data: new Float32Array(5) })).rejects.toThrow(
      new ShapeError('expected 3 x 2 floats, got 5'),
    );
    await expect(engine.rowDistances(rowsOf([[1]]), rowsOf([[1], [2]]), 'l2')).rejects.toThrow(
      new ShapeError('expected two sets of one shape, got 1 x 1 and 2 x 1'),
    );
    await expect(engine.rowDistances(rowsOf([[1]]), rowsOf([[Number.NaN]]), 'l2')).rejects.toThrow(
      NonFiniteError,
    );
  });
});
