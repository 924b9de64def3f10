import { describe, expect, it } from 'vitest';
import { isMeasuredEnough, type StoppingRule } from '../../src/harness/stopping.js';

const steady = (rounds: number) => Array.from({ length: rounds }, (_, i) => 100 + (i % 2) * 0.1);
const noisy = (rounds: number) => Array.from({ length: rounds }, (_, i) => 50 + ((i * 37) % 101));

/** After how many of these rounds a cell stops. */
function roundsUntil(timesMs: readonly number[], rule: StoppingRule): number {
  let spentMs = 0;
  for (const [index, ms] of timesMs.entries()) {
    spentMs += ms;
    if (isMeasuredEnough(timesMs.slice(0, index + 1), spentMs, rule)) return index + 1;
  }
  return Number.POSITIVE_INFINITY;
}

describe('the rule of rounds', () => {
  it.each([1, 3, 9])('stops after exactly %i', (rounds) => {
    expect(roundsUntil(noisy(20), { kind: 'rounds', rounds })).toBe(rounds);
  });
});

describe('the rule of a tight interval', () => {
  const rule: StoppingRule = { kind: 'tight', halfWidth: 0.02, timeMs: 1e9, by: 'bootstrap' };

  it('stops a steady cell as soon as luck is unlikely', () => {
    expect(roundsUntil(steady(20), rule)).toBe(6);
  });

  it('goes on while the interval is wide, for as long as less is asked', () => {
    expect(isMeasuredEnough(noisy(30), 0, rule)).toBe(false);
    expect(isMeasuredEnough(noisy(30), 0, { ...rule, halfWidth: 0.5 })).toBe(true);
  });

  it('has an end for a cell that never settles', () => {
    const unsettled = Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? 1 : 1000));
    expect(isMeasuredEnough(unsettled.slice(0, 50), 0, rule)).toBe(false);
    expect(isMeasuredEnough(unsettled, 0, rule)).toBe(true);
  });

  it('stops when the time is up, but not before three rounds', () => {
    expect(roundsUntil(noisy(50), { ...rule, timeMs: 1 })).toBe(3);
    const spent = noisy(10).reduce((sum, ms) => sum + ms, 0);
    expect(roundsUntil(noisy(50), { ...rule, halfWidth: 1e-6, timeMs: spent })).toBe(10);
  });

  it('by an interval that holds at any time, takes more rounds', () => {
    const anytime: StoppingRule = { ...rule, by: 'anytime' };
    expect(roundsUntil(steady(20), anytime)).toBe(8);
    const wide = { halfWidth: 0.5 };
    const settled = noisy(500);
    expect(roundsUntil(settled, { ...anytime, ...wide })).toBeGreaterThan(
      roundsUntil(settled, { ...rule, ...wide }),
    );
    expect(roundsUntil(settled, { ...anytime, ...wide })).toBeLessThan(500);
  });

  it('needs rounds to judge by', () => {
    expect(isMeasuredEnough([], 0, rule)).toBe(false);
    expect(isMeasuredEnough([], 1e9, { ...rule, timeMs: 1 })).toBe(false);
  });
});
