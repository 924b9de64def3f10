import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCrossover, type SizedRounds } from '../../src/stats/crossover.js';
import { seededUniform } from '../../src/stats/random.js';
import { simulateRounds } from '../../src/stats/simulated-rounds.js';

/** Five equal rounds each. */
const at = (size: number, base: number, other: number): SizedRounds => ({
  size,
  baseMs: Array(5).fill(base),
  otherMs: Array(5).fill(other),
});

const sizeOf = (measured: readonly SizedRounds[]) => {
  const found = findCrossover(measured);
  return found?.kind === 'at' ? found.size : found?.kind;
};

describe('the crossover', () => {
  it('of power laws is where their lines meet, however far apart the sizes', () => {
    // base = size, other = 10 sqrt(size): they meet at 100.
    const law = (size: number) => at(size, size, 10 * Math.sqrt(size));
    expect(sizeOf([law(2), law(65_536)])).toBeCloseTo(100, 6);
    expect(sizeOf([law(2), law(90), law(110), law(65_536)])).toBeCloseTo(100, 6);
  });

  it('is interpolated between the measured neighbours alone', () => {
    expect(sizeOf([at(1, 1, 1000), at(10, 1, 2), at(1000, 1, 0.5), at(10_000, 9, 0.1)])).toBeCloseTo(100, 9);
  });

  it('is always, or never, where no sizes lie on either side', () => {
    expect(findCrossover([at(2, 3, 1), at(8, 3, 2)])).toMatchObject({ kind: 'always', from: 2, to: 8 });
    expect(findCrossover([at(2, 1, 3), at(8, 2, 3)])).toMatchObject({ kind: 'never', from: 2, to: 8 });
  });

  it('is the last one: what is faster only in between has not overtaken', () => {
    expect(sizeOf([at(1, 1, 2), at(10, 2, 1), at(100, 1, 2)])).toBe('never');
    expect(sizeOf([at(1, 2, 1), at(10, 1, 2), at(1000, 2, 1)])).toBeCloseTo(100, 9);
  });

  it('takes as fast for not yet faster', () => {
    expect(sizeOf([at(4, 1, 1), at(16, 2, 1)])).toBeCloseTo(4, 9);
    expect(sizeOf([at(4, 1, 2), at(16, 1, 1)])).toBe('never');
  });

  it('does not depend on the order of sizes, and needs two', () => {
    expect(findCrossover([at(1000, 2, 1), at(10, 1, 2)])).toEqual(
      findCrossover([at(10, 1, 2), at(1000, 2, 1)]),
    );
    expect(findCrossover([at(10, 1, 2)])).toBeUndefined();
    expect(findCrossover([])).toBeUndefined();
  });

  it('of slower rounds of the other lies no earlier', () => {
    const ms = fc.double({ min: 0.1, max: 10, noNaN: true });
    const rank = (measured: readonly SizedRounds[]) => {
      const size = sizeOf(measured);
      return size === 'always' ? 0 : size === 'never' ? Number.POSITIVE_INFINITY : Number(size);
    };
    fc.assert(
      fc.property(
        fc.array(fc.tuple(ms, ms), { minLength: 2, maxLength: 5 }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (pairs, factor) => {
          const measured = (slower: number) =>
            pairs.map(([base, other], i) => ({ size: 2 ** i, baseMs: [base], otherMs: [other * slower] }));
          expect(rank(measured(factor))).toBeGreaterThanOrEqual(rank(measured(1)) * (1 - 1e-9));
        },
      ),
      { seed: 5, numRuns: 200 },
    );
  });
});

describe('the interval of a crossover', () => {
  const noisy = (size: number, base: number, other: number, spread: number): SizedRounds => {
    const around = (ms: number) => [-1, -0.5, 0, 0.5, 1, 0.2, -0.2].map((share) => ms * (1 + spread * share));
    return { size, baseMs: around(base), otherMs: around(other) };
  };
  const measured = (spread: number) => [noisy(10, 1, 2, spread), noisy(1000, 2, 1, spread)];

  it('is the point itself where rounds do not vary', () => {
    const found = findCrossover(measured(0));
    expect(found?.interval?.low).toBeCloseTo(100, 9);
    expect(found?.interval?.high).toBeCloseTo(100, 9);
  });

  it('holds the point and widens with the noise', () => {
    const [calm, wild] = [0.05, 0.3].map((spread) => findCrossover(measured(spread))?.interval);
    for (const interval of [calm, wild]) {
      expect(interval?.low).toBeLessThan(100);
      expect(interval?.high).toBeGreaterThan(100);
    }
    expect(wild?.low).toBeLessThan(calm?.low ?? 0);
    expect(wild?.high).toBeGreaterThan(calm?.high ?? Number.POSITIVE_INFINITY);
  });

  it('is 0 or Infinity at an end that lies outside the sizes measured', () => {
    const rounds = [0.5, 0.5, 0.5, 1.5, 1.5, 1.5];
    const ones = Array(6).fill(1);
    const low = findCrossover([{ size: 1, baseMs: ones, otherMs: rounds }, at(10, 2, 1)]);
    expect(low?.interval?.low).toBe(0);
    const high = findCrossover([at(1, 1, 2), { size: 10, baseMs: ones, otherMs: rounds }]);
    expect(high?.interval?.high).toBe(Number.POSITIVE_INFINITY);
  });

  it('is absent where a size has but one round', () => {
    expect(findCrossover([{ size: 1, baseMs: [1], otherMs: [2] }, at(10, 2, 1)])).toEqual({
      kind: 'at',
      size: expect.closeTo(Math.sqrt(10), 9),
      from: 1,
      to: 10,
    });
  });

  it('is the same for the same rounds and seed', () => {
    expect(findCrossover(measured(0.3))).toEqual(findCrossover(measured(0.3)));
    expect(findCrossover(measured(0.3), { seed: 2 })?.interval).not.toEqual(
      findCrossover(measured(0.3), { seed: 1 })?.interval,
    );
  });

  it('covers the true crossing at about the nominal rate', () => {
    const uniform = seededUniform(24);
    const trials = 300;
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      // The other is 2 / size of the base: they cross at 2, in the middle of the sizes.
      const sizes = [1, Math.SQRT2, 2 * Math.SQRT2, 4].map((size) => {
        const { baseMs, headMs } = simulateRounds(
          { kind: 'normal', rounds: 10, noise: 0.1, slowdown: 2 / size - 1 },
          uniform,
        );
        return { size, baseMs, otherMs: headMs };
      });
      const { low, high } = findCrossover(sizes, { resamples: 300, seed: trial })?.interval ?? {
        low: 0,
        high: 0,
      };
      if (low <= 2 && 2 <= high) covered++;
    }
    expect(covered / trials).toBeGreaterThan(0.91);
    expect(covered / trials).toBeLessThan(0.995);
  });
});
