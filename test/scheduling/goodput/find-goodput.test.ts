import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findGoodput, type GoodputSearch } from '../../../src/scheduling/goodput/find-goodput.js';

const SEARCH: GoodputSearch = {
  leastShare: 0.99,
  fromPerSecond: 100,
  toPerSecond: 1000,
  scanned: 10,
  resolutionPerSecond: 1,
};

/** Holds in these stretches of rates, ends included. */
const holdingIn =
  (...stretches: readonly (readonly [number, number])[]) =>
  async (perSecond: number) =>
    stretches.some(([from, to]) => perSecond >= from && perSecond <= to) ? 1 : 0.5;

describe('the goodput', () => {
  it('is the edge of a curve that falls once, to the resolution asked for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 100, max: 999, noNaN: true }), async (edge) => {
        const found = await findGoodput(holdingIn([0, edge]), SEARCH);
        expect(found.perSecond).toBeLessThanOrEqual(edge);
        expect(found.perSecond).toBeGreaterThan(edge - 1);
        expect(found).toMatchObject({ steadyPerSecond: found.perSecond, crossings: 1, isOpen: false });
        expect(found.curve.map(({ perSecond }) => perSecond)).toEqual(
          found.curve.map(({ perSecond }) => perSecond).sort((a, b) => a - b),
        );
      }),
    );
  });

  it('is beyond a cliff that a search by halves would stop at, and says so', async () => {
    const found = await findGoodput(holdingIn([0, 350], [580, 730]), SEARCH);
    expect(found.perSecond).toBeGreaterThan(729);
    expect(found.perSecond).toBeLessThanOrEqual(730);
    expect(found).toMatchObject({ steadyPerSecond: 300, crossings: 3, isOpen: false });
  });

  it('is open where the highest rate holds, and 0 where none does', async () => {
    expect(await findGoodput(async () => 0.99, SEARCH)).toMatchObject({
      perSecond: 1000,
      steadyPerSecond: 1000,
      crossings: 0,
      isOpen: true,
    });
    expect(await findGoodput(async () => 0.9899, SEARCH)).toMatchObject({
      perSecond: 0,
      steadyPerSecond: 0,
      crossings: 0,
      isOpen: false,
    });
  });

  it('tells how far it is and stops when asked to', async () => {
    const controller = new AbortController();
    const told: number[] = [];
    const progress = async (done: number, total: number) => {
      told.push(total - done);
      if (done === 3) controller.abort();
    };
    await expect(findGoodput(async () => 1, SEARCH, { signal: controller.signal, progress })).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    expect(told).toEqual([16, 15, 14]);
  });

  it.each([
    { scanned: 1 },
    { fromPerSecond: 0 },
    { toPerSecond: 100 },
    { toPerSecond: Number.POSITIVE_INFINITY },
    { resolutionPerSecond: 0 },
    { leastShare: 1.01 },
  ])('is not looked for with %j', async (change) => {
    await expect(findGoodput(async () => 1, { ...SEARCH, ...change })).rejects.toThrow(/^expected /);
  });
});
