import { describe, expect, it } from 'vitest';
import { ShapeError, UnavailableError } from '../../../src/backends/shared/errors.js';
import { expectNearest } from '../check-neighbours.js';
import type { EngineUnderTest } from '../engines-under-test.js';
import { realRows, sourceOf } from '../vectors.js';
import { openedEngine } from './opened-engine.js';

export function lifecycleCases(under: EngineUnderTest): void {
  describe('an engine', () => {
    const engine = openedEngine(under);

    it('is the one that was asked for', () => {
      expect(engine().identity.engine).toBe(under.probe.engine);
      if (under.probe.state === 'available') {
        expect(engine().identity.precision).toBe(under.probe.precision);
      }
    });

    it('is not opened under a name it does not have', async () => {
      await expect(under.open({ engine: 'no-such-engine' })).rejects.toMatchObject({
        name: UnavailableError.name,
      });
    });

    it('answers for several sets and calls in turn', async () => {
      const { precision } = engine().identity;
      const wide = realRows(40, 128, 1);
      const narrow = realRows(90, 3, 2);
      const wideSet = await engine().load(sourceOf(wide), 'l2');
      const narrowSet = await engine().load(sourceOf(narrow), 'cosine');
      for (const seed of [3, 4]) {
        const wideQueries = realRows(seed, 128, seed);
        const wideAsked = { metric: 'l2', base: wide, queries: wideQueries, k: seed } as const;
        expectNearest(await wideSet.knn(wideQueries, seed), wideAsked, precision);
        const narrowQueries = realRows(5, 3, seed);
        const narrowAsked = { metric: 'cosine', base: narrow, queries: narrowQueries, k: 10 } as const;
        expectNearest(await narrowSet.knn(narrowQueries, 10), narrowAsked, precision);
      }
      await wideSet.free();
      const queries = realRows(1, 3, 5);
      const asked = { metric: 'cosine', base: narrow, queries, k: 2 } as const;
      expectNearest(await narrowSet.knn(queries, 2), asked, precision);
      await narrowSet.free();
    });

    it('gives the same answer when asked again', async () => {
      const set = await engine().load(sourceOf(realRows(200, 128, 6)), 'l2');
      const queries = realRows(5, 128, 7);
      expect(await set.knn(queries, 10)).toEqual(await set.knn(queries, 10));
      await set.free();
    });

    it('refuses queries of another dimension', async () => {
      const set = await engine().load(sourceOf(realRows(9, 3, 8)), 'l2');
      await expect(set.knn(realRows(2, 4, 9), 1)).rejects.toMatchObject({ name: ShapeError.name });
      await set.free();
    });

    it('frees and closes twice as well as once', async () => {
      const another = await under.open();
      const set = await another.load(sourceOf(realRows(9, 3, 8)), 'dot');
      await set.free();
      await set.free();
      await another.close();
      await another.close();
    });
  });
}
