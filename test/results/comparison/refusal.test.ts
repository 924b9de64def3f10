import { describe, expect, it } from 'vitest';
import { timerSaturation } from '../../../src/results/comparison/timer-saturation.js';
import { judgeCell, roundsOf, sideOf } from './compared-cells.js';

const steady = sideOf(roundsOf(50));

describe('times are not compared', () => {
  it('of a cell that one run lacks', () => {
    expect(judgeCell(undefined, steady)).toMatchObject({ reason: { kind: 'only-on', side: 'head' } });
    expect(judgeCell(steady, undefined)).toMatchObject({ reason: { kind: 'only-on', side: 'base' } });
  });

  it.each(['unavailable', 'skipped', 'interrupted', 'invalid'] as const)('of a head that is %s', (status) => {
    expect(judgeCell(steady, sideOf([], { status }))).toEqual({
      id: 'a',
      quality: [],
      verdict: 'not-compared',
      reason: { kind: 'status', side: 'head', status },
    });
  });

  it('of answers wrong on both sides', () => {
    const wrong = sideOf(roundsOf(50), { status: 'wrong', check: 'fail' });
    expect(judgeCell(wrong, wrong)).toMatchObject({
      reason: { kind: 'status', side: 'base', status: 'wrong' },
    });
  });

  it('of fewer than six rounds', () => {
    expect(judgeCell(steady, sideOf(roundsOf(80, 5)))).toMatchObject({
      verdict: 'not-compared',
      reason: { kind: 'few-rounds', base: 12, head: 5, needed: 6 },
    });
    expect(judgeCell(sideOf(roundsOf(50, 6)), sideOf(roundsOf(80, 6))).verdict).toBe('regressed');
  });

  it('of rounds that are no times', () => {
    for (const ms of [Number.NaN, -1, Number.POSITIVE_INFINITY]) {
      expect(judgeCell(steady, sideOf([...roundsOf(50, 7), ms]))).toMatchObject({
        reason: { kind: 'unsound-rounds', side: 'head' },
      });
    }
  });

  it('of rounds that the clock made', () => {
    expect(judgeCell(steady, sideOf(roundsOf(0.0001)))).toMatchObject({
      reason: { kind: 'timer-saturated', side: 'head', why: { kind: 'short' } },
    });
    expect(judgeCell(sideOf([...roundsOf(5), 0]), steady)).toMatchObject({
      reason: { kind: 'timer-saturated', side: 'base', why: { kind: 'short' } },
    });
  });
});

describe('the clock has made rounds', () => {
  it('that are so few of its grains that one is over a tenth of the limit', () => {
    const grainMs = 0.1;
    expect(timerSaturation(roundsOf(19), grainMs, 0.05)).toMatchObject({ kind: 'short', needsMs: 20 });
    expect(timerSaturation(roundsOf(21), grainMs, 0.05)).toBeUndefined();
    expect(timerSaturation(roundsOf(21), grainMs, 0.01)).toMatchObject({ kind: 'short', needsMs: 100 });
    expect(timerSaturation(roundsOf(21), 1e-6, 0)).toBeUndefined();
  });

  it('of which ten or more have fewer than three lengths', () => {
    const lengths = (count: number, rounds: number) =>
      Array.from({ length: rounds }, (_, i) => 1 + (i % count));
    expect(timerSaturation(lengths(2, 10), 1e-6, 0.05)).toEqual({ kind: 'repeats', distinct: 2, rounds: 10 });
    expect(timerSaturation(lengths(3, 10), 1e-6, 0.05)).toBeUndefined();
    expect(timerSaturation(lengths(2, 9), 1e-6, 0.05)).toBeUndefined();
  });
});
