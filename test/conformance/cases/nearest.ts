import { describe, expect, it } from 'vitest';
import { METRICS } from '../../../src/backends/backend.js';
import { expectNearest } from '../check-neighbours.js';
import type { EngineUnderTest } from '../engines-under-test.js';
import { realRows, sourceOf } from '../vectors.js';
import { openedEngine } from './opened-engine.js';

const SIZES = [1, 7, 64, 1023];
const DIMENSIONS = [1, 3, 128];
const QUERIES = [1, 5, 33];
const beyond = (n: number) => [1, 10, n + 3];

export function nearestCases(under: EngineUnderTest): void {
  describe('the nearest rows', () => {
    const engine = openedEngine(under);

    describe.each(METRICS)('by %s', (metric) => {
      it.each(DIMENSIONS)('are found among 1, 7, 64 and 1023 rows of d = %i', async (d) => {
        const { precision } = engine().identity;
        for (const [at, n] of SIZES.entries()) {
          const base = realRows(n, d, 10 * n + d);
          const set = await engine().load(sourceOf(base), metric);
          expect({ n: set.n, d: set.d, metric: set.metric }).toEqual({ n, d, metric });
          // Each k and each number of queries at least once per dimension; all of them with each other below.
          const k = beyond(n)[at % 3] ?? 1;
          const queries = realRows(QUERIES[(at + d) % 3] ?? 1, d, n + d);
          expectNearest(await set.knn(queries, k), { metric, base, queries, k }, precision);
          await set.free();
        }
      });

      it('are found for every k and number of queries', async () => {
        const { precision } = engine().identity;
        const base = realRows(64, 3, 1);
        const set = await engine().load(sourceOf(base), metric);
        for (const n of QUERIES) {
          const queries = realRows(n, 3, 2 + n);
          for (const k of beyond(64)) {
            expectNearest(await set.knn(queries, k), { metric, base, queries, k }, precision);
          }
        }
        await set.free();
      });
    });
  });
}
