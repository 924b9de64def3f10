import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine, Rows } from '../../../src/backends/backend.js';
import { realRows, sourceOf } from '../../conformance/vectors.js';
import { distanceOf, METRICS, nearestIds } from './float64.js';
import { engineHere, open } from './here.js';

const { engine: name, unless } = await engineHere();
let engine: Engine;
beforeAll(async () => {
  if (name !== undefined) engine = await open(name);
});
afterAll(() => engine?.close());

/** Numbers that are kind to float32, tie, cancel, or leave its range. */
const SHAPES: Readonly<Record<string, (x: number) => number>> = {
  plain: (x) => x,
  whole: (x) => Math.round(3 * x),
  distant: (x) => 1000 + x / 100,
  tiny: (x) => x * 2 ** -80,
  huge: (x) => x * 2 ** 70,
  mixed: (x) => x * 2 ** (x > 0.9 ? 66 : -60),
};

const vectors = fc
  .record({
    n: fc.integer({ min: 1, max: 400 }),
    d: fc.integer({ min: 1, max: 40 }),
    // Each of the kernels but the largest tile, which drivers in software take long to compile.
    queries: fc.constantFrom(1, 2, 8, 9, 40),
    seed: fc.nat(),
    shape: fc.constantFrom(...Object.keys(SHAPES)),
    zeros: fc.boolean(),
  })
  .map(({ n, d, queries, seed, shape, zeros }) => {
    const like = (rows: Rows): Rows => {
      const data = rows.data.map(SHAPES[shape] ?? Number);
      if (zeros) data.fill(0, 0, d);
      return { ...rows, data };
    };
    return { shape, rows: like(realRows(n, d, seed)), queries: like(realRows(queries, d, seed + 1)) };
  });

it.runIf(name)(`finds exactly the nearest of float64, whatever the numbers are like${unless}`, async () => {
  await fc.assert(
    fc.asyncProperty(
      vectors,
      fc.constantFrom(...METRICS),
      fc.integer({ min: 1, max: 90 }),
      async (given, metric, k) => {
        const { rows, queries } = given;
        const set = await engine.load(sourceOf(rows), metric);
        const { ids } = await set.knn(queries, k);
        await set.free();
        expect([...ids]).toEqual(nearestIds(metric, rows, queries, k));
      },
    ),
    { numRuns: 60 },
  );
});

it.runIf(name)(`gives distances as float32 can tell them${unless}`, async () => {
  await fc.assert(
    fc.asyncProperty(vectors, fc.constantFrom(...METRICS), async ({ rows, queries }, metric) => {
      const set = await engine.load(sourceOf(rows), metric);
      const all = await set.distances(queries);
      await set.free();
      for (let at = 0; at < all.length; at++) {
        const [q, row] = [Math.floor(at / rows.n), at % rows.n];
        const exact = Math.fround(distanceOf(metric, queries, q, rows, row));
        const largest = sizeOf(queries, q) * sizeOf(rows, row);
        // A product errs by a share of the lengths, a cosine of 1, and what is made of differences of itself.
        const scale = metric === 'dot' ? largest : metric === 'cosine' ? 1 : exact;
        if (Number.isFinite(exact))
          expect(Math.abs((all[at] ?? Number.NaN) - exact)).toBeLessThanOrEqual(1e-5 * scale + 2 ** -100);
        else expect(all[at]).toBe(exact);
      }
    }),
    { numRuns: 25 },
  );
});

function sizeOf({ d, data }: Rows, row: number): number {
  return Math.hypot(...data.subarray(row * d, (row + 1) * d));
}
