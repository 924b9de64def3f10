import { describe, expect, it } from 'vitest';
import { METRICS, type Metric, type Precision, type Rows } from '../../../src/backends/backend.js';
import type { EngineUnderTest } from '../engines-under-test.js';
import { pairOf } from '../truth.js';
import { realRows, sourceOf } from '../vectors.js';
import { openedEngine } from './opened-engine.js';

/** What is wrong with a distance of row i of `x` to row j of `y`; the answer is a float32 whatever it was computed in. */
function errorOf(got: number, metric: Metric, x: Rows, i: number, y: Rows, j: number, p: Precision) {
  const { distance, tolerance } = pairOf(metric, x, i, y, j);
  const right = Math.abs(got - distance) <= tolerance(p) + Math.abs(distance) * 2 ** -24;
  return right ? [] : [`${i} to ${j}: expected ${distance}, got ${got}`];
}

export function distanceCases(under: EngineUnderTest): void {
  describe('all distances', () => {
    const engine = openedEngine(under);

    describe.each(METRICS)('by %s', (metric) => {
      it.each([
        [1, 1, 1],
        [64, 3, 5],
        [129, 128, 33],
      ])('are those of %i rows of d = %i to %i queries', async (n, d, count) => {
        const base = realRows(n, d, 3);
        const queries = realRows(count, d, 4);
        const set = await engine().load(sourceOf(base), metric);
        const all = await set.distances(queries);
        expect(all.length).toBe(count * n);
        const { precision } = engine().identity;
        const wrong = Array.from(all).flatMap((got, at) =>
          errorOf(got, metric, queries, Math.floor(at / n), base, at % n, precision),
        );
        expect(wrong).toEqual([]);
        await set.free();
      });

      it.each([
        [1, 1],
        [33, 3],
        [300, 128],
      ])('between the same rows of two sets are those of %i pairs of d = %i', async (n, d) => {
        const x = realRows(n, d, 5);
        const y = realRows(n, d, 6);
        const got = await engine().rowDistances(x, y, metric);
        expect(got.length).toBe(n);
        const { precision } = engine().identity;
        expect(Array.from(got).flatMap((one, i) => errorOf(one, metric, x, i, y, i, precision))).toEqual([]);
      });
    });
  });
}
