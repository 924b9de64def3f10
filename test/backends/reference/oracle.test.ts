import { describe, expect, it } from 'vitest';
import type { Metric } from '../../../src/backends/backend.js';
import { backend } from '../../../src/backends/reference/index.js';
import { NO_TIMELINE, rowsOf, sourceOf } from '../../conformance/vectors.js';

const opened = () => backend.open({ threads: 1, timeline: NO_TIMELINE });

/** Worked out by hand: the query (1, 2) and the rows (4, 6), (-2, 1), (2, 4), (0, 0), (1, 2). */
const BASE = rowsOf([4, 6], [-2, 1], [2, 4], [0, 0], [1, 2]);
const QUERY = rowsOf([1, 2]);
const BY_HAND: Readonly<Record<Metric, { ids: number[]; distances: number[] }>> = {
  l2: { ids: [4, 2, 3, 1, 0], distances: [0, Math.sqrt(5), Math.sqrt(5), Math.sqrt(10), 5] },
  l1: { ids: [4, 2, 3, 1, 0], distances: [0, 3, 3, 4, 7] },
  dot: { ids: [0, 2, 4, 1, 3], distances: [-16, -10, -5, 0, 0] },
  // cos = 1 for (2, 4) and (1, 2), 16 / sqrt(5 * 52) for (4, 6), 0 for (-2, 1) and by definition for (0, 0).
  cosine: { ids: [2, 4, 0, 1, 3], distances: [0, 0, 1 - 16 / Math.sqrt(260), 1, 1] },
};

describe.each(['l2', 'l1', 'dot', 'cosine'] as const)('the oracle by %s', (metric) => {
  const { ids, distances } = BY_HAND[metric];

  it('ranks rows as worked out by hand', async () => {
    const engine = await opened();
    const set = await engine.load(sourceOf(BASE), metric);
    const answer = await set.knn(QUERY, 5);
    expect(Array.from(answer.ids)).toEqual(ids);
    for (const [i, distance] of distances.entries()) expect(answer.distances[i]).toBeCloseTo(distance, 14);
  });

  it('measures all of them, and row by row', async () => {
    const engine = await opened();
    const set = await engine.load(sourceOf(BASE), metric);
    const all = await set.distances(QUERY);
    const alike = await engine.rowDistances(rowsOf([1, 2], [1, 2]), rowsOf([4, 6], [-2, 1]), metric);
    for (const [i, id] of ids.entries()) expect(all[id]).toBeCloseTo(distances[i] ?? Number.NaN, 6);
    expect(alike[0]).toBe(all[0]);
    expect(alike[1]).toBe(all[1]);
  });
});

describe('the oracle', () => {
  it('tells distances apart that float32 cannot', async () => {
    const engine = await opened();
    const set = await engine.load(sourceOf(rowsOf([4097], [4096.5], [4096])), 'l2');
    const { ids, distances } = await set.knn(rowsOf([-(2 ** 24)]), 3);
    expect(Array.from(ids)).toEqual([2, 1, 0]);
    expect(Array.from(distances)).toEqual([2 ** 24 + 4096, 2 ** 24 + 4096.5, 2 ** 24 + 4097]);
  });

  it('reads a source that is larger than its blocks', async () => {
    const d = 2 ** 16;
    const base = { n: 80, d, data: new Float32Array(80 * d) };
    for (let row = 0; row < base.n; row++) base.data[row * d + row] = 1;
    const wanted = { n: 1, d, data: base.data.slice(75 * d, 76 * d) };
    const starts: number[] = [];
    const source = sourceOf(base);
    const engine = await opened();
    const set = await engine.load(
      {
        ...source,
        read: (start, count, into) => {
          starts.push(start);
          return source.read(start, count, into);
        },
      },
      'l1',
    );
    const { ids, distances } = await set.knn(wanted, 1);
    expect([ids[0], distances[0]]).toEqual([75, 0]);
    expect(Math.max(...starts)).toBeGreaterThan(0);
  });
});
