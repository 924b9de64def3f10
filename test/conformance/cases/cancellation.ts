import { describe, expect, it } from 'vitest';
import { expectNearest } from '../check-neighbours.js';
import type { EngineUnderTest } from '../engines-under-test.js';
import { pairOf } from '../truth.js';
import { distantRows, sourceOf } from '../vectors.js';
import { openedEngine } from './opened-engine.js';

export function cancellationCases(under: EngineUnderTest): void {
  describe('long vectors close together', () => {
    const engine = openedEngine(under);
    const base = distantRows(256, 128, 8);
    const queries = distantRows(5, 128, 9);

    it.each([
      'l2',
      'l1',
      'dot',
      'cosine',
    ] as const)('are ranked as well as the precision allows, by %s', async (metric) => {
      const set = await engine().load(sourceOf(base), metric);
      const answer = await set.knn(queries, 10);
      expectNearest(answer, { metric, base, queries, k: 10 }, engine().identity.precision);
      await set.free();
    });

    it('are as far apart as the precision can tell, by l2', async () => {
      const { precision } = engine().identity;
      const set = await engine().load(sourceOf(base), 'l2');
      const all = await set.distances(queries);
      for (let i = 0; i < base.n; i++) {
        const { distance, tolerance } = pairOf('l2', queries, 1, base, i);
        const error = Math.abs((all[base.n + i] ?? Number.NaN) - distance);
        expect(error).toBeLessThanOrEqual(tolerance(precision) + distance * 2 ** -24);
      }
      await set.free();
    });
  });
}
