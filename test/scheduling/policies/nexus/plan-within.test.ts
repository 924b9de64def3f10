import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packSessions } from '../../../../src/scheduling/nexus/squishy-packing.js';
import { planWithin } from '../../../../src/scheduling/policies/nexus/plan-within.js';
import { linearProfile } from '../../../../src/scheduling/profiles/linear-profile.js';
import { arbitrarySessions } from '../../nexus/arbitrary-sessions.js';

describe('a plan within so many GPUs', () => {
  it('has no more, and a place for every session', () => {
    fc.assert(
      fc.property(arbitrarySessions, fc.integer({ min: 1, max: 6 }), (sessions, gpus) => {
        const { plan } = planWithin(sessions, gpus, (scaled) => packSessions(scaled));
        expect(plan.length).toBeLessThanOrEqual(gpus);
        const placed = new Set(plan.flatMap((gpu) => gpu.sessions.map(({ index }) => index)));
        expect(placed.size).toBe(sessions.length);
      }),
    );
  });

  it('multiplies the rates until the GPUs are full, or cuts them until they fit', () => {
    // 20 in 40 ms are 500 requests a second of a GPU.
    const session = { name: 'a', sloMs: 80, latency: linearProfile(1, 20, 64) };
    const pack = (sessions: Parameters<typeof packSessions>[0]) => packSessions(sessions);
    const spare = planWithin([{ ...session, perSecond: 250 }], 4, pack);
    expect(spare.factor).toBeCloseTo(8, 1);
    expect(spare.plan).toHaveLength(4);
    const short = planWithin([{ ...session, perSecond: 4000 }], 4, pack);
    expect(short.factor).toBeCloseTo(0.5, 2);
    expect(short.plan).toHaveLength(4);
  });
});
