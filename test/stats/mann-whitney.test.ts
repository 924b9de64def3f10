import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankSumProbabilities } from '../../src/stats/kernels/rank-sum.js';
import { criticalU, leastMannWhitneyP, mannWhitney } from '../../src/stats/mann-whitney.js';

const range = (length: number, from = 1) => Array.from({ length }, (_, i) => from + i);

describe('the test of Mann and Whitney', () => {
  // 2 over the binomial coefficient: the least that n v n rounds can say.
  it.each([
    [4, 0.0286],
    [5, 0.0079],
    [6, 0.0022],
    [7, 0.0006],
  ])('reaches at %i v %i no less than the published p', (n, p) => {
    const separated = mannWhitney(range(n), range(n, n + 1));
    expect(separated).toMatchObject({ u: n * n, method: 'exact' });
    expect(separated.p.toFixed(4)).toBe(p.toFixed(4));
    expect(leastMannWhitneyP(n, n)).toBeCloseTo(separated.p, 12);
  });

  it('gives the p of the permeability of membranes (Hollander and Wolfe 1973, page 69)', () => {
    const term = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
    const earlier = [1.15, 0.88, 0.9, 0.74, 1.21];
    // W = 35 of the one is U = 15 of the other; the book's one-sided p is .1272.
    const { u, p, method } = mannWhitney(term, earlier);
    expect([u, method]).toEqual([15, 'exact']);
    expect(p).toBeCloseTo(2 * 0.1272, 4);
  });

  it('counts the distribution that Mann and Whitney tabulate', () => {
    // Their table for n = 3, m = 3: P(U <= 0) = .05, then .10, .20, .35, .50.
    const cumulated = [...rankSumProbabilities(3, 3)].map(
      (
        (sum) => (p: number) =>
          (sum += p)
      )(0),
    );
    [0.05, 0.1, 0.2, 0.35, 0.5].forEach((p, u) => {
      expect(cumulated[u]).toBeCloseTo(p, 12);
    });
    const many = rankSumProbabilities(30, 30);
    expect(many.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect((many[7] ?? 0) / (many[900 - 7] ?? 0)).toBeCloseTo(1, 12);
  });

  // scipy.stats.mannwhitneyu(method='asymptotic') of the same samples.
  it('takes ties into the normal approximation, with continuity', () => {
    const { u, p, method } = mannWhitney([1, 2, 2, 3, 5, 6, 7, 7], [2, 4, 6, 8, 8, 9, 10]);
    expect([u, method]).toEqual([43.5, 'normal']);
    expect(p).toBeCloseTo(0.08066077105967069, 12);
  });

  it('finds nothing between samples of one value', () => {
    expect(mannWhitney([3, 3, 3, 3], [3, 3, 3])).toEqual({ u: 6, p: 1, method: 'normal' });
  });

  it('approximates well where it no longer counts', () => {
    const [a, b] = [range(31).map((i) => i * 1.01), range(31, 5).map((i) => i + 0.4)];
    const { u, p, method } = mannWhitney(a, b);
    const tail = rankSumProbabilities(31, 31)
      .subarray(u)
      .reduce((sum, one) => sum + one, 0);
    expect(method).toBe('normal');
    expect(p / (2 * tail)).toBeGreaterThan(0.98);
    expect(p / (2 * tail)).toBeLessThan(1.02);
  });

  it('refuses an empty sample and what is no number', () => {
    expect(() => mannWhitney([], [1])).toThrow('expected two samples of numbers, got 0 and 1 values');
    expect(() => mannWhitney([Number.NaN], [1])).toThrow(RangeError);
  });

  const samples = fc.tuple(
    fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 }),
    fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 }),
  );

  it('is symmetric, knows nothing of order or scale, and gives a probability', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 9 }), ([a, b], scale) => {
        const { u, p } = mannWhitney(a, b);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(u).toBeGreaterThanOrEqual(0);
        expect(u).toBeLessThanOrEqual(a.length * b.length);
        const exchanged = mannWhitney(b, a);
        expect(exchanged.u).toBe(a.length * b.length - u);
        expect(exchanged.p).toBeCloseTo(p, 12);
        expect(mannWhitney(a.toReversed(), b.toReversed())).toEqual(mannWhitney(a, b));
        expect(
          mannWhitney(
            a.map((value) => value * scale),
            b.map((value) => value * scale),
          ),
        ).toEqual({
          ...mannWhitney(a, b),
        });
      }),
      { seed: 6, numRuns: 200 },
    );
  });

  it('counts pairs, as its definition does', () => {
    fc.assert(
      fc.property(samples, ([a, b]) => {
        const pairs = a.flatMap((x) => b.map((y) => (y > x ? 1 : y === x ? 0.5 : 0)));
        expect(mannWhitney(a, b).u).toBe(pairs.reduce((sum: number, one) => sum + one, 0));
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe('the critical U', () => {
  // Two-sided at .05, as every table of critical values has it.
  it.each([
    [4, 4, 0],
    [5, 5, 2],
    [6, 6, 5],
    [8, 7, 10],
    [10, 10, 23],
    [20, 20, 127],
  ])('of %i v %i at .05 is that of the tables', (n, m, u) => {
    expect(criticalU(n, m, 0.05)).toBe(u);
  });

  it('does not exist for samples that cannot reach alpha', () => {
    expect(criticalU(3, 3, 0.05)).toBe(-1);
    expect(criticalU(6, 6, 0.002)).toBe(-1);
    expect(criticalU(6, 6, 0.003)).toBe(0);
  });

  it('is what the test rejects, exact or approximate', () => {
    for (const n of [8, 40]) {
      const u = criticalU(n, n, 0.05);
      const ofU = (wanted: number) => {
        // Every second-sample value below all of the first but one pushed above as many as wanted.
        const second = Array.from({ length: n }, (_, i) => {
          const above = Math.min(n, Math.max(0, wanted - i * n));
          return above + 0.5 + i / (10 * n);
        });
        return mannWhitney(range(n), second);
      };
      expect(ofU(u)).toMatchObject({ u });
      expect(ofU(u).p).toBeLessThan(0.05);
      expect(ofU(u + 1).p).toBeGreaterThanOrEqual(0.05);
    }
  });
});
