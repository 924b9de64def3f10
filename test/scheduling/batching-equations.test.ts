import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestBatch, throughputPerSecond, worstWait } from '../../src/scheduling/batching-equations.js';
import { linearProfile } from '../../src/scheduling/profiles/linear-profile.js';

interface Line {
  readonly perRequestMs: number;
  readonly baseMs: number;
}

/** In closed form, as the equations are printed. */
function largestOnLine({ perRequestMs, baseMs }: Line, sloMs: number, wait: number): number {
  return Math.max(0, Math.floor((sloMs / (1 + wait) - baseMs) / perRequestMs));
}

const RESNET50 = { perRequestMs: 1.053, baseMs: 5.072 };
const INCEPTION = { perRequestMs: 5.09, baseMs: 18.368 };

describe('the batching equations', () => {
  it.each([
    ['ResNet50', RESNET50, 25, 7, 4501, 16, 5839],
    ['InceptionResNetV2', INCEPTION, 70, 3, 713, 8, 1083],
  ])('give the published batches and rates of %s on 8 GPUs', (_, latency, sloMs, alone, aloneRate, staggered, rate) => {
    const profile = linearProfile(latency.perRequestMs, latency.baseMs, 64);
    const uncoordinated = largestBatch(profile, sloMs, worstWait('uncoordinated', 8));
    const coordinated = largestBatch(profile, sloMs, worstWait('staggered', 8));
    expect([uncoordinated, coordinated]).toEqual([alone, staggered]);
    expect(Math.round(throughputPerSecond(profile, uncoordinated, 8))).toBe(aloneRate);
    expect(Math.round(throughputPerSecond(profile, coordinated, 8))).toBe(rate);
  });

  it('agree in closed form and by search', () => {
    const ms = fc.integer({ min: 1, max: 400 }).map((eighths) => eighths / 8);
    fc.assert(
      fc.property(ms, ms, ms, fc.constantFrom(1, 0.5, 0.25, 0.125), (perRequestMs, baseMs, sloMs, wait) => {
        const closed = largestOnLine({ perRequestMs, baseMs }, sloMs, wait);
        const searched = largestBatch(linearProfile(perRequestMs, baseMs, 500), sloMs, wait);
        // Where a batch fits to the last bit, the two may round apart.
        const exact = (1 + wait) * (perRequestMs * Math.max(closed, searched) + baseMs);
        if (Math.abs(exact - sloMs) > 1e-9) expect(searched).toBe(closed);
        else expect(Math.abs(searched - closed)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('find no batch where not even one request fits', () => {
    expect(largestBatch(linearProfile(1.053, 5.072, 64), 12, 1)).toBe(0);
    expect(throughputPerSecond(linearProfile(1, 1, 8), 0, 4)).toBe(0);
  });

  it('go no further than a profile was measured', () => {
    expect(largestBatch(linearProfile(1, 0, 8), 1000, 1)).toBe(8);
  });
});
