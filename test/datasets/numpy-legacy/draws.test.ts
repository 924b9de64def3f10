import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DISTRIBUTIONS, LegacyDraws } from '../../../src/datasets/numpy-legacy/draws.js';
import { LegacyRandomState } from '../../../src/datasets/numpy-legacy/random-state.js';

/** Beyond the second state that is kept on the way. */
const TOTAL = 2 ** 23 + 5000;

describe.each(DISTRIBUTIONS)('%s draws', (distribution) => {
  const all = new Float32Array(TOTAL);
  const state = new LegacyRandomState(23);
  if (distribution === 'uniform') state.rand(all);
  else state.randn(all);

  it('are the same read from anywhere, forwards and backwards', async () => {
    const draws = new LegacyDraws(23, distribution);
    const place = fc.tuple(fc.nat(TOTAL - 2000), fc.nat(2000));
    await fc.assert(
      fc.asyncProperty(place, async ([first, count]) => {
        const into = new Float32Array(count);
        await draws.read(first, into);
        expect(into).toEqual(all.subarray(first, first + count));
      }),
      { numRuns: 12, seed: 4 },
    );
  });

  it('are the same across the places where the state is kept', async () => {
    const draws = new LegacyDraws(23, distribution);
    for (const first of [2 ** 23 - 3, 2 ** 22 - 3, 2 ** 23, 2 ** 22, 0, 2 ** 22 + 1]) {
      const into = new Float32Array(7);
      await draws.read(first, into);
      expect(into).toEqual(all.subarray(first, first + 7));
    }
  });

  it('are the same when reads overlap in time', async () => {
    const draws = new LegacyDraws(23, distribution);
    const firsts = [5_000_000, 10, 4_500_000, 3];
    const blocks = firsts.map(() => new Float32Array(100));
    await Promise.all(firsts.map((first, i) => draws.read(first, blocks[i] ?? new Float32Array(0))));
    expect(blocks).toEqual(firsts.map((first) => all.slice(first, first + 100)));
  });
});
