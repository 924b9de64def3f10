import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AnnIndex, Metric, Rows } from '../../../src/backends/backend.js';
import { NonFiniteError, ShapeError, UnavailableError } from '../../../src/backends/shared/errors.js';
import { EXACT_DISTANCE } from '../../../src/backends/shared/exact-distance.js';
import { NearestLists } from '../../../src/backends/shared/kernels/nearest-lists.js';
import { backend } from '../../../src/backends/usearch/index.js';
import { CountingTimeline, openOptions } from '../../backends-shared/plain-kernels.js';
import { sourceOf } from '../shared/approximate-kernels.js';
import { rowsFrom } from '../shared/ivf/indexes.js';

const BUILD = { kind: 'hnsw', m: 8, efConstruction: 40 } as const;
const SHAPE = { n: 400, d: 6, metric: 'l2', build: BUILD } as const;
const ROWS = rowsFrom(1, 400, 6, 'clustered');
const QUERIES = rowsFrom(2, 9, 6, 'clustered');
const ef = (value: number) => ({ kind: 'hnsw', ef: value }) as const;

let directory: string;
const live: AnnIndex[] = [];
afterEach(async () => {
  for (const index of live.splice(0)) await index.free();
});
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mls-usearch-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function indexing() {
  const engine = await backend.open(openOptions());
  if (engine.indexing === undefined) throw new Error('usearch builds indexes');
  return engine.indexing;
}

async function built(rows: Rows = ROWS, metric: Metric = 'l2'): Promise<AnnIndex> {
  const index = await (await indexing()).build(sourceOf(rows), { metric, build: BUILD, uniform: () => 0 });
  live.push(index);
  return index;
}

function exact(rows: Rows, queries: Rows, k: number, metric: Metric): NearestLists {
  const nearest = new NearestLists(queries.n, k);
  const { d } = rows;
  for (let q = 0; q < queries.n; q++) {
    for (let id = 0; id < rows.n; id++) {
      nearest.offer(q, EXACT_DISTANCE[metric](queries.data, q * d, rows.data, id * d, d), id);
    }
  }
  return nearest;
}

const probe = await backend.probe();

describe('the backend usearch', () => {
  it('says what it is for', () => {
    expect(backend).toMatchObject({ name: 'usearch', role: 'contender', suites: ['ann'], indexes: ['hnsw'] });
  });

  it('has no engine of another name', async () => {
    expect(await backend.probe('ivf')).toMatchObject({ state: 'unavailable', remedy: 'Use hnsw.' });
    await expect(backend.open(openOptions({ engine: 'ivf' }))).rejects.toThrow(UnavailableError);
  });
});

describe.skipIf(probe.state === 'unavailable')('HNSW of usearch', () => {
  it.each(['l2', 'cosine'] as const)('finds the true neighbours by %s', async (metric) => {
    const found = await (await built(ROWS, metric)).search(QUERIES, 5, ef(200));
    expect([...found.ids]).toEqual([...exact(ROWS, QUERIES, 5, metric).ids]);
  });

  it.each([
    'l2',
    'cosine',
    'dot',
  ] as const)('gives its rows the distances of %s, nearest first', async (metric) => {
    const { ids, distances, distanceComputations } = await (await built(ROWS, metric)).search(
      QUERIES,
      5,
      ef(64),
    );
    for (const [i, distance] of distances.entries()) {
      const [query, id] = [Math.floor(i / 5), ids[i] ?? 0];
      const actual = EXACT_DISTANCE[metric](QUERIES.data, query * 6, ROWS.data, id * 6, 6);
      expect(Math.abs(distance - actual)).toBeLessThan(1e-5 * Math.max(1, Math.abs(actual)));
      if (i % 5 > 0) expect(distance).toBeGreaterThanOrEqual(distances[i - 1] ?? 0);
    }
    expect(distanceComputations).toBeNull();
  });

  it('knows no L1, and says so', async () => {
    await expect(built(ROWS, 'l1')).rejects.toThrow(
      'usearch by l1 is unavailable: its HNSW knows l2, cosine, dot, and no l1. Use --index ivf for l1.',
    );
  });

  it('builds no IVF', async () => {
    const ivf = { kind: 'ivf', nlist: 2, seed: 1 } as const;
    const refused = (await indexing()).build(sourceOf(ROWS), { metric: 'l2', build: ivf, uniform: () => 0 });
    await expect(refused).rejects.toThrow('it builds hnsw, and no ivf');
  });

  it('has no exact search', async () => {
    const engine = await backend.open(openOptions());
    await expect(engine.load(sourceOf(ROWS), 'l2')).rejects.toThrow(UnavailableError);
    await expect(engine.rowDistances(ROWS, ROWS, 'l2')).rejects.toThrow(UnavailableError);
  });

  it('finds more, or as much, the more candidates it keeps', async () => {
    const rows = rowsFrom(7, 2000, 16, 'coarse');
    const queries = rowsFrom(8, 30, 16, 'coarse');
    const truth = exact(rows, queries, 10, 'l2');
    const index = await built(rows);
    const hits: number[] = [];
    for (const value of [10, 40, 400]) {
      const { distances } = await index.search(queries, 10, ef(value));
      hits.push(
        distances.filter(
          (distance, i) => distance <= (truth.distances[(Math.floor(i / 10) + 1) * 10 - 1] ?? 0) + 1e-5,
        ).length,
      );
    }
    expect(hits).toEqual(hits.toSorted((a, b) => a - b));
    expect(hits[0]).toBeLessThan(hits[2] ?? 0);
    await index.free();
  });

  it('answers exactly as it did once it is saved and read, at each breadth', async () => {
    const path = join(directory, 'graph');
    const index = await built();
    await index.save(path);
    const read = await (await indexing()).open(path, SHAPE);
    for (const value of [8, 64, 8]) {
      const before = await index.search(QUERIES, 6, ef(value));
      expect(await read.search(QUERIES, 6, ef(value))).toEqual(before);
    }
  });

  it('builds the same graph from the same rows on one thread', async () => {
    const [a, b] = [await built(), await built()];
    expect(await a.search(QUERIES, 6, ef(6))).toEqual(await b.search(QUERIES, 6, ef(6)));
  });

  it('leaves nothing of itself behind', async () => {
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith('mls-hnsw-'));
    const index = await built();
    await index.search(QUERIES, 2, ef(9));
    await index.free();
    const after = (await readdir(tmpdir())).filter((name) => name.startsWith('mls-hnsw-'));
    expect(after.filter((name) => !before.includes(name))).toEqual([]);
  });

  it('marks what there is none of: more neighbours asked for than rows', async () => {
    const few = rowsFrom(3, 3, 2, 'clustered');
    const index = await built(few);
    const found = await index.search(rowsFrom(4, 2, 2, 'clustered'), 5, ef(16));
    expect(found.k).toBe(3);
    expect([...found.ids].filter((id) => id < 0)).toEqual([]);
  });

  it('answers one query by itself as among others', async () => {
    const index = await built();
    const all = await index.search(QUERIES, 4, ef(32));
    const one = { n: 1, d: 6, data: QUERIES.data.subarray(6, 12) };
    expect([...(await index.search(one, 4, ef(32))).ids]).toEqual([...all.ids.subarray(4, 8)]);
  });

  it('refuses rows and queries that are not finite, and queries of another dimension', async () => {
    const bad = rowsFrom(1, 20, 6, 'clustered');
    bad.data[33] = Number.POSITIVE_INFINITY;
    await expect(built(bad)).rejects.toThrow(NonFiniteError);
    const index = await built();
    const queries = { n: 1, d: 6, data: Float32Array.of(1, 2, Number.NaN, 4, 5, 6) };
    await expect(index.search(queries, 1, ef(8))).rejects.toThrow(NonFiniteError);
    await expect(index.search(rowsFrom(1, 1, 5, 'coarse'), 1, ef(8))).rejects.toThrow(ShapeError);
  });

  it('refuses a file of another shape, and to be searched by lists', async () => {
    const path = join(directory, 'other');
    await (await built()).save(path);
    const open = await (await indexing()).open(path, { ...SHAPE, n: 401 });
    await expect(open.search(QUERIES, 1, ef(8))).rejects.toThrow('expected an index of 401 x 6, got 400 x 6');
    const refused = (await built()).search(QUERIES, 1, { kind: 'ivf', nprobe: 1 });
    await expect(refused).rejects.toThrow('expected ef to search hnsw with, got ivf');
    await writeFile(path, '');
  });

  it('counts reading as load and searching as compute', async () => {
    const timeline = new CountingTimeline();
    const path = join(directory, 'timed');
    await (await built()).save(path);
    const engine = await backend.open(openOptions({ timeline }));
    const index = await engine.indexing?.open(path, SHAPE);
    await index?.search(QUERIES, 2, ef(9));
    await index?.search(QUERIES, 2, ef(9));
    expect(timeline.counts).toMatchObject({ load: 1, compute: 2 });
  });
});

it.skipIf(probe.state === 'available')(`usearch: unavailable here`, () => {
  expect(probe).toMatchObject({ state: 'unavailable', remedy: expect.stringContaining('npm') });
});
