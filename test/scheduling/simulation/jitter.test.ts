import { describe, expect, it } from 'vitest';
import { type Jitter, jitterFactors } from '../../../src/scheduling/simulation/jitter.js';

const DRAWS = 200_000;

/** What the distributions say of mean 1 and this variance. */
const KINDS: readonly (readonly [Jitter, number])[] = [
  [{ kind: 'none' }, 0],
  [{ kind: 'uniform', share: 0.3, seed: 1 }, 0.3 ** 2 / 3],
  [{ kind: 'lognormal', sigma: 0.5, seed: 1 }, Math.exp(0.25) - 1],
  [{ kind: 'exponential', seed: 1 }, 1],
];

describe('jitter', () => {
  it.each(KINDS)('of %j has mean 1 and variance %d', (jitter, variance) => {
    const draw = jitterFactors(jitter);
    const factors = Array.from({ length: DRAWS }, draw);
    const mean = factors.reduce((sum, factor) => sum + factor, 0) / DRAWS;
    const spread = factors.reduce((sum, factor) => sum + (factor - mean) ** 2, 0) / DRAWS;
    expect(Math.abs(mean - 1)).toBeLessThanOrEqual(4 * Math.sqrt(variance / DRAWS));
    expect(Math.abs(spread - variance)).toBeLessThanOrEqual(0.03 * variance);
    expect(Math.min(...factors.slice(0, 50_000))).toBeGreaterThanOrEqual(0);
  });

  it('is the same for the same seed', () => {
    const [one, same, other] = [1, 1, 2].map((seed) => jitterFactors({ kind: 'exponential', seed }));
    const first = Array.from({ length: 5 }, () => one?.());
    expect(Array.from({ length: 5 }, () => same?.())).toEqual(first);
    expect(Array.from({ length: 5 }, () => other?.())).not.toEqual(first);
  });

  it.each<Jitter>([
    { kind: 'uniform', share: 1, seed: 1 },
    { kind: 'uniform', share: -0.1, seed: 1 },
    { kind: 'lognormal', sigma: Number.NaN, seed: 1 },
  ])('of %j is refused', (jitter) => {
    expect(() => jitterFactors(jitter)).toThrow(/expected .*jitter/);
  });
});
