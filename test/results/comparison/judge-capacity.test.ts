import { describe, expect, it } from 'vitest';
import type { CapacitySide } from '../../../src/results/comparison/comparison.js';
import { judgeCapacity } from '../../../src/results/comparison/judge-capacity.js';
import { DEFAULT_RULES } from '../../../src/results/comparison/rules.js';

const ramp = (holdsRps: number | null, missesRps: number | null): CapacitySide => ({ holdsRps, missesRps });
const judged = (base: CapacitySide, head: CapacitySide, floor = 0) =>
  judgeCapacity({ subject: 'batched', base, head }, { ...DEFAULT_RULES, floor });

describe('a capacity', () => {
  it('is lower where the head missed at a rate that the base held, and higher the other way', () => {
    expect(judged(ramp(30, 35), ramp(25, 30))).toEqual({
      subject: 'batched',
      verdict: 'regressed',
      baseRps: 30,
      headRps: 25,
    });
    expect(judged(ramp(25, 30), ramp(30, 35)).verdict).toBe('improved');
  });

  it('of a head that holds at no rate is 0', () => {
    expect(judged(ramp(30, 35), ramp(null, 5))).toMatchObject({ verdict: 'regressed', headRps: 0 });
  });

  it('is the same at the same rate, and within the limit', () => {
    expect(judged(ramp(30, 35), ramp(30, null)).verdict).toBe('same');
    expect(judged(ramp(100, 102), ramp(98, 100)).verdict).toBe('same');
    expect(judged(ramp(30, 35), ramp(25, 30), 0.25).verdict).toBe('same');
    expect(judged(ramp(null, 5), ramp(null, 5)).verdict).toBe('same');
  });

  it('is inconclusive where the lower figure may only be where the ramp ended', () => {
    expect(judged(ramp(30, 35), ramp(25, null)).verdict).toBe('inconclusive');
    // Finer steps: 28 to 32 and 30 to 35 overlap.
    expect(judged(ramp(30, 35), ramp(28, 32)).verdict).toBe('inconclusive');
  });

  it('that no rate was judged for is not compared', () => {
    expect(judged(ramp(null, null), ramp(30, 35))).toMatchObject({
      verdict: 'not-compared',
      reason: { kind: 'no-capacity' },
    });
  });
});
