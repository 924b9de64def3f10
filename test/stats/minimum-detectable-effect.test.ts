import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mannWhitney } from '../../src/stats/mann-whitney.js';
import { minimumDetectableEffect } from '../../src/stats/minimum-detectable-effect.js';
import { seededUniform } from '../../src/stats/random.js';
import { NOISE_KINDS, type NoiseKind, simulateRounds } from '../../src/stats/simulated-rounds.js';

const pairOf = (seed: number, kind: NoiseKind, rounds: number, noise: number, slowdown = 0) =>
  simulateRounds({ kind, rounds, noise, slowdown }, seededUniform(seed));

/** The mean of many, each from samples of its own. */
function meanEffect(kind: NoiseKind, rounds: number, noise: number, alpha = 0.05): number {
  const effects = Array.from({ length: 80 }, (_, seed) => {
    const { baseMs, headMs } = pairOf(seed, kind, rounds, noise);
    return minimumDetectableEffect(baseMs, headMs, { alpha, resamples: 150 });
  });
  return effects.reduce((sum, effect) => sum + effect, 0) / effects.length;
}

describe('the minimum detectable effect', () => {
  it.each(
    NOISE_KINDS.filter((kind) => kind !== 'drifting').flatMap((kind) => [
      { kind, rounds: 8 },
      { kind, rounds: 20 },
    ]),
  )('of $rounds $kind rounds is found in about 80 % of comparisons', ({ kind, rounds }) => {
    const noise = 0.03;
    const slowdown = meanEffect(kind, rounds, noise);
    const trials = 800;
    let found = 0;
    for (let trial = 0; trial < trials; trial++) {
      const { baseMs, headMs } = pairOf(1000 + trial, kind, rounds, noise, slowdown);
      if (mannWhitney(baseMs, headMs).p < 0.05) found++;
    }
    expect(found / trials).toBeGreaterThan(0.7);
    expect(found / trials).toBeLessThan(0.9);
  });

  it('is about what the normal theory says: 2.8 standard errors of the difference', () => {
    const rounds = 20;
    const standardError = 0.03 * Math.sqrt(2 / rounds);
    // Mann and Whitney's test of normal values is as good as a t-test of 95 % of them.
    const expected = Math.expm1((2.8 * standardError) / Math.sqrt(3 / Math.PI));
    expect(meanEffect('normal', rounds, 0.03) / expected).toBeGreaterThan(0.85);
    expect(meanEffect('normal', rounds, 0.03) / expected).toBeLessThan(1.15);
  });

  it('grows with the noise and a stricter alpha, and shrinks with rounds', () => {
    const usual = meanEffect('normal', 12, 0.03);
    expect(meanEffect('normal', 12, 0.06)).toBeGreaterThan(usual * 1.5);
    expect(meanEffect('normal', 12, 0.03, 0.005)).toBeGreaterThan(usual);
    expect(meanEffect('normal', 30, 0.03)).toBeLessThan(usual);
  });

  it('is without bounds where no difference could be told from chance', () => {
    const rounds = [1, 2, 3, 4, 5, 6];
    expect(minimumDetectableEffect(rounds, rounds, { alpha: 0.002 })).toBe(Number.POSITIVE_INFINITY);
    expect(minimumDetectableEffect(rounds, rounds, { alpha: 0.003 })).toBeLessThan(Number.POSITIVE_INFINITY);
  });

  it('is next to nothing where nothing varies', () => {
    expect(minimumDetectableEffect(Array(8).fill(3), Array(8).fill(4))).toBeCloseTo(0, 9);
  });

  it('knows nothing of which side is which, of scale and order, nor of a difference that is there', () => {
    const sample = fc.array(fc.integer({ min: 500, max: 1000 }), { minLength: 6, maxLength: 12 });
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const options = { resamples: 100 };
        const effect = minimumDetectableEffect(a, b, options);
        expect(effect).toBeGreaterThanOrEqual(0);
        expect(minimumDetectableEffect(b, a, options)).toBeCloseTo(effect, 9);
        expect(minimumDetectableEffect(a.toReversed(), b, options)).toBe(effect);
        const slower = b.map((value) => value * 3);
        expect(minimumDetectableEffect(a, slower, options)).toBeCloseTo(effect, 5);
      }),
      { seed: 20, numRuns: 60 },
    );
  });

  it('refuses samples of which nothing varies because they are of one', () => {
    expect(() => minimumDetectableEffect([1], [1, 2])).toThrow('expected two positive numbers or more');
    expect(() => minimumDetectableEffect([1, -2], [1, 2])).toThrow(RangeError);
  });
});
