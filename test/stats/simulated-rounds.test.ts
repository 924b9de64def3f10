import { describe, expect, it } from 'vitest';
import { quantile } from '../../src/stats/quantile.js';
import { seededUniform } from '../../src/stats/random.js';
import { NOISE_KINDS, type NoiseKind, simulateRounds } from '../../src/stats/simulated-rounds.js';

/** Logarithms of rounds, their mean subtracted, in standard deviations asked for. */
function deviations(kind: NoiseKind, side: 'baseMs' | 'headMs', slowdown = 0): number[] {
  const uniform = seededUniform(23);
  return Array.from({ length: 400 }, () =>
    simulateRounds({ kind, rounds: 25, noise: 0.03, slowdown }, uniform)[side].map(
      (ms) => Math.log(ms / 50) / 0.03,
    ),
  ).flat();
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const centred = (values: readonly number[]) => {
  const middle = mean(values);
  return values.map((value) => value - middle);
};
const moment = (values: readonly number[], power: number) =>
  mean(centred(values).map((value) => value ** power));

describe('simulated rounds', () => {
  it.each(NOISE_KINDS)('vary by as much as asked, %s', (kind) => {
    for (const side of ['baseMs', 'headMs'] as const) {
      const spread = Math.sqrt(moment(deviations(kind, side), 2));
      expect(spread).toBeGreaterThan(0.93);
      expect(spread).toBeLessThan(1.07);
    }
  });

  it('are slower by as much as asked', () => {
    for (const kind of NOISE_KINDS) {
      const apart = mean(deviations(kind, 'headMs', 0.1)) - mean(deviations(kind, 'baseMs', 0.1));
      expect(Math.expm1(0.03 * apart)).toBeCloseTo(0.1, 2);
    }
  });

  it('have the shapes that their names say', () => {
    const kurtosis = (kind: NoiseKind) => moment(deviations(kind, 'baseMs'), 4);
    expect(kurtosis('normal')).toBeGreaterThan(2.7);
    expect(kurtosis('normal')).toBeLessThan(3.3);
    expect(kurtosis('heavy-tailed')).toBeGreaterThan(8);
    const bimodal = deviations('bimodal', 'baseMs');
    const [low, high] = [0.02, 0.98].map((p) => quantile(bimodal, p));
    const between = bimodal.filter((value) => value > (low ?? 0) + 1.4 && value < (high ?? 0) - 1.3).length;
    expect(between / bimodal.length).toBeLessThan(0.3);
  });

  it('share their drift, and nothing else', () => {
    const together = (kind: NoiseKind) => {
      const [base, head] = [deviations(kind, 'baseMs'), deviations(kind, 'headMs')].map(centred);
      return mean((base ?? []).map((value, at) => value * (head?.[at] ?? 0)));
    };
    expect(together('drifting')).toBeCloseTo(0.5, 1);
    expect(together('normal')).toBeCloseTo(0, 1);
  });
});
