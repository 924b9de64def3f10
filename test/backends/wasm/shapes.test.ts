import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS, type Rows } from '../../../src/backends/backend.js';
import { wasmKernels } from '../../../src/backends/wasm/block-kernels.js';
import { pairOf, trueOrder } from '../../conformance/truth.js';
import { distantRows, integerRows, NO_TIMELINE, realRows } from '../../conformance/vectors.js';
import { openedCrew, RUNNABLE } from './opened.js';

/** Tiny and huge coordinates: squares that float32 cannot hold. */
function wildRows(n: number, d: number, seed: number): Rows {
  const { data } = realRows(n, d, seed);
  return { n, d, data: data.map((value, i) => value * 10 ** ((i % 3) * 20 - 20)) };
}

const shapes = fc.record({
  n: fc.integer({ min: 1, max: 900 }),
  d: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(64, 127, 128, 257)),
  count: fc.integer({ min: 1, max: 11 }),
  k: fc.integer({ min: 1, max: 30 }),
  seed: fc.nat(1000),
  metric: fc.constantFrom(...METRICS),
  rows: fc.constantFrom(realRows, integerRows, distantRows, wildRows),
});

describe.each(RUNNABLE)('kernels of %s', (engine) => {
  const opened = async (threads: number) => {
    const crew = await openedCrew({ engine, threads });
    const identity = { engine, device: 'test', precision: 'float32', threads } as const;
    return { crew, kernels: wasmKernels(crew, identity, NO_TIMELINE, false) };
  };

  it.each([1, 3])('find the nearest of any shape, id by id, with %i threads', async (threads) => {
    const { kernels } = await opened(threads);
    await fc.assert(
      fc.asyncProperty(shapes, async ({ n, d, count, k, seed, metric, rows }) => {
        const base = rows(n, d, seed);
        const queries = rows(count, d, seed + 1);
        const block = await kernels.upload(base, metric);
        const width = Math.min(n, k);
        const { ids } = await kernels.topK(block, queries, width);
        await kernels.free(block);
        for (let q = 0; q < count; q++) {
          const order = trueOrder(metric, base, queries, q).slice(0, width);
          const found = [...ids.subarray(q * width, (q + 1) * width)].sort((a, b) => a - b);
          expect(found).toEqual(order.map(({ id }) => id).sort((a, b) => a - b));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('find them where many tasks are shared out', async () => {
    const { kernels } = await opened(3);
    const base = realRows(30_000, 19, 5);
    const queries = realRows(6, 19, 6);
    const block = await kernels.upload(base, 'l2');
    const { ids } = await kernels.topK(block, queries, 12);
    for (let q = 0; q < 6; q++) {
      const nearest = trueOrder('l2', base, queries, q).slice(0, 12);
      expect(new Set(ids.subarray(q * 12, (q + 1) * 12))).toEqual(new Set(nearest.map(({ id }) => id)));
    }
  });

  it('give all distances within what float32 may err by', async () => {
    const { kernels } = await opened(2);
    await fc.assert(
      fc.asyncProperty(shapes, async ({ n, d, count, seed, metric, rows }) => {
        const base = rows(n, d, seed);
        const queries = rows(count, d, seed + 1);
        const block = await kernels.upload(base, metric);
        const all = await kernels.distances(block, queries);
        await kernels.free(block);
        const wrong = Array.from(all).flatMap((got, at) => {
          const { distance, tolerance } = pairOf(metric, queries, Math.floor(at / n), base, at % n);
          // Beyond what a float holds there is but infinity.
          const right =
            Math.abs(got - distance) <= tolerance('float32') + Math.abs(distance) * 2 ** -24 ||
            got === Math.fround(distance);
          return right ? [] : [`${at}: expected ${distance}, got ${got}`];
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('give each row its nearest two centroids', async () => {
    const { kernels } = await opened(2);
    const { assign } = kernels;
    if (assign === undefined) throw new Error('wasm has no assignment of its own');
    await fc.assert(
      fc.asyncProperty(
        shapes,
        fc.constantFrom('l2', 'cosine'),
        async ({ n, d, count, seed, rows }, metric) => {
          const base = rows(n, d, seed);
          const centroids = rows(count, d, seed + 1);
          const block = await kernels.upload(base, metric);
          const { labels, first, second } = await assign(block, centroids);
          await kernels.free(block);
          for (let row = 0; row < n; row++) {
            const pairs = Array.from({ length: count }, (_, c) => pairOf(metric, base, row, centroids, c));
            const [nearest, next] = pairs.toSorted((a, b) => a.distance - b.distance);
            const chosen = pairs[labels[row] ?? -1];
            if (nearest === undefined || chosen === undefined)
              throw new RangeError(`no centroid ${labels[row]}`);
            const slack =
              chosen.tolerance('float32') + nearest.tolerance('float32') + nearest.distance * 2 ** -22;
            expect(chosen.distance - nearest.distance).toBeLessThanOrEqual(slack);
            expect(Math.abs((first[row] ?? 0) - nearest.distance)).toBeLessThanOrEqual(slack);
            if (next === undefined) expect(second[row]).toBe(Number.POSITIVE_INFINITY);
            else {
              const most = slack + next.tolerance('float32') + next.distance * 2 ** -22;
              expect(Math.abs((second[row] ?? 0) - next.distance)).toBeLessThanOrEqual(most);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('give back all they took', async () => {
    const { crew, kernels } = await opened(2);
    const rows = realRows(300, 20, 1);
    const call = async () => {
      const block = await kernels.upload(rows, 'l2');
      await kernels.topK(block, rows, 5);
      await kernels.distances(block, rows);
      await kernels.assign?.(block, rows);
      await kernels.rowDistances(rows, rows, 'l2');
      await kernels.free(block);
    };
    await call();
    const free = crew.bank.freeBytes;
    const held = crew.bank.heldBytes;
    for (let round = 0; round < 20; round++) await call();
    expect([crew.bank.freeBytes, crew.bank.heldBytes]).toEqual([free, held]);
  });
});
