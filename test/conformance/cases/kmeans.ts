import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Centroids,
  type Engine,
  KMEANS_ALGORITHMS,
  type KMeansRequest,
  type KMeansResult,
  type Rows,
} from '../../../src/backends/backend.js';
import { loadBackend } from '../../../src/backends/registry.js';
import type { EngineUnderTest } from '../engines-under-test.js';
import { pairOf } from '../truth.js';
import { distantRows, integerRows, NO_TIMELINE, realRows, sourceOf } from '../vectors.js';
import { openedEngine } from './opened-engine.js';

/** Every `step`-th row as a centroid. */
function startOf({ d, data }: Rows, k: number, step: number): Centroids {
  const rows = Array.from({ length: k }, (_, c) => [...data.subarray(c * step * d, (c * step + 1) * d)]);
  return { k, d, data: Float64Array.from(rows.flat()) };
}

function requestOf(start: Centroids, more: Partial<KMeansRequest> = {}): KMeansRequest {
  return { start, algorithm: 'lloyd', maxIterations: 8, tolerance: 0, ...more };
}

function expectSame(found: KMeansResult, expected: KMeansResult): void {
  expect(found.iterations).toBe(expected.iterations);
  expect([...found.labels]).toEqual([...expected.labels]);
  const [start = 0] = expected.inertias;
  for (const [i, inertia] of expected.inertias.entries()) {
    expect(Math.abs((found.inertias[i] ?? Number.NaN) - inertia)).toBeLessThanOrEqual(1e-9 * start);
  }
  for (const [i, value] of expected.centroids.data.entries()) {
    expect(Math.abs((found.centroids.data[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(
      1e-9 * (1 + Math.abs(value)),
    );
  }
}

/** K-Means is float64 wherever an engine's own precision could decide otherwise. */
export function kmeansCases(under: EngineUnderTest): void {
  describe('K-Means', () => {
    const engine = openedEngine(under);
    const twoThreads = openedEngine(under, { threads: 2 });
    const streaming = openedEngine(under, { memoryBytes: 2 * 30 * 17 * Float32Array.BYTES_PER_ELEMENT });
    let oracle: Engine;
    beforeAll(async () => {
      oracle = await (await loadBackend('reference')).open({ threads: 1, timeline: NO_TIMELINE });
    });
    afterAll(() => oracle.close());

    const fitOf = async (by: Engine, rows: Rows, metric: 'l2' | 'cosine', request: KMeansRequest) => {
      const vectors = await by.load(sourceOf(rows), metric);
      const result = await vectors.kmeans(request);
      await vectors.free();
      return result;
    };
    const both = async (rows: Rows, metric: 'l2' | 'cosine', request: KMeansRequest) =>
      [await fitOf(engine(), rows, metric, request), await fitOf(oracle, rows, metric, request)] as const;

    it.each(KMEANS_ALGORITHMS)("is the oracle's at every step, by %s", async (algorithm) => {
      for (const [rows, k] of [
        [realRows(211, 3, 1), 7],
        [realRows(150, 65, 2), 12],
        [integerRows(120, 2, 3), 9],
        [distantRows(130, 16, 4), 5],
      ] as const) {
        const request = requestOf(startOf(rows, k, 3), { algorithm, batchRows: 64 });
        expectSame(...(await both(rows, 'l2', request)));
      }
    });

    it("is the oracle's on the unit sphere", async () => {
      const rows = realRows(180, 17, 5);
      for (const cosineMean of ['directions', 'vectors'] as const) {
        expectSame(...(await both(rows, 'cosine', requestOf(startOf(rows, 6, 5), { cosineMean }))));
      }
    });

    it('labels every row with a centroid that none is nearer than', async () => {
      const rows = realRows(100, 9, 6);
      const [{ labels, centroids }] = await both(rows, 'l2', requestOf(startOf(rows, 8, 4)));
      const centres = { n: centroids.k, d: centroids.d, data: Float32Array.from(centroids.data) };
      for (const [row, label] of labels.entries()) {
        const own = pairOf('l2', rows, row, centres, label);
        for (let c = 0; c < centroids.k; c++) {
          const other = pairOf('l2', rows, row, centres, c);
          expect(own.distance).toBeLessThanOrEqual(other.distance + other.tolerance('float32'));
        }
      }
    });

    it.each([1, 64])('has one centroid at the mean, and all at the rows, of %i rows', async (n) => {
      const rows = realRows(n, 5, 7);
      const [one] = await both(rows, 'l2', requestOf(startOf(rows, 1, 1)));
      for (let j = 0; j < 5; j++) {
        const mean =
          Array.from({ length: n }, (_, i) => rows.data[i * 5 + j] ?? 0).reduce((a, b) => a + b) / n;
        expect(one.centroids.data[j]).toBeCloseTo(mean, 12);
      }
      const [all] = await both(rows, 'l2', requestOf(startOf(rows, n, 1)));
      expect(all.inertia).toBe(0);
      expect([...all.labels]).toEqual([...all.labels.keys()]);
    });

    it.each(KMEANS_ALGORITHMS)('does not depend on threads or on blocks, by %s', async (algorithm) => {
      const rows = realRows(190, 17, 9);
      const request = requestOf(startOf(rows, 6, 5), { algorithm, batchRows: 50 });
      const expected = await fitOf(engine(), rows, 'l2', request);
      for (const other of [twoThreads(), streaming()]) {
        expect({ ...(await fitOf(other, rows, 'l2', request)), pairs: 0 }).toEqual({ ...expected, pairs: 0 });
      }
    });

    it('fills a cluster that loses its rows', async () => {
      const rows = realRows(60, 4, 8);
      const start = startOf(rows, 5, 0);
      const [found, expected] = await both(rows, 'l2', requestOf(start));
      expectSame(found, expected);
      expect(new Set(found.labels).size).toBe(5);
    });
  });
}
