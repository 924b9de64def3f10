import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gpuLowerBound } from '../../../src/scheduling/nexus/lower-bound.js';
import { occupancyOf, worstCaseMs } from '../../../src/scheduling/nexus/packing-plan.js';
import { saturatedGpu } from '../../../src/scheduling/nexus/saturate.js';
import { packSessions } from '../../../src/scheduling/nexus/squishy-packing.js';
import { TABLE_2 } from '../../../src/scheduling/nexus/worked-example.js';
import { linearProfile } from '../../../src/scheduling/profiles/linear-profile.js';
import { arbitrarySessions } from './arbitrary-sessions.js';

const HAIR = 1 + 1e-9;

describe('squishy bin packing', () => {
  it('saturates GPUs as table 2 of the paper says', () => {
    expect(TABLE_2.map((session) => saturatedGpu(session))).toEqual([
      { batch: 16, workMs: 100, perSecond: 160 },
      { batch: 16, workMs: 125, perSecond: 128 },
      { batch: 16, workMs: 125, perSecond: 128 },
    ]);
  });

  it('packs the residual loads of table 2 as its text says: A and B together, C alone', () => {
    const plan = packSessions(TABLE_2);
    expect(
      plan.map((gpu) => ({
        dutyCycleMs: gpu.dutyCycleMs,
        batches: gpu.sessions.map(({ session, batch }) => `${session.name}${batch}`),
        worstMs: gpu.sessions.map((planned) => worstCaseMs(gpu, planned)),
      })),
    ).toEqual([
      { dutyCycleMs: 125, batches: ['A8', 'B4'], worstMs: [200, 175] },
      { dutyCycleMs: 125, batches: ['C4'], worstMs: [185] },
    ]);
    expect(plan.map(occupancyOf)).toEqual([1, 0.48]);
  });

  it('never promises more than a GPU can keep', () => {
    fc.assert(
      fc.property(arbitrarySessions, (sessions) => {
        for (const gpu of packSessions(sessions)) {
          expect(occupancyOf(gpu)).toBeLessThanOrEqual(HAIR);
          for (const planned of gpu.sessions) {
            expect(worstCaseMs(gpu, planned)).toBeLessThanOrEqual(planned.session.sloMs * HAIR);
            expect(planned.workMs).toBe(planned.session.latency.ms(planned.batch));
            expect((1000 * planned.batch) / gpu.dutyCycleMs).toBeGreaterThanOrEqual(planned.perSecond / HAIR);
          }
        }
      }),
    );
  });

  it('serves every rate whole, on no fewer GPUs than the lower bound', () => {
    fc.assert(
      fc.property(arbitrarySessions, (sessions) => {
        const plan = packSessions(sessions);
        for (const [index, { perSecond }] of sessions.entries()) {
          const parts = plan.flatMap((gpu) => gpu.sessions).filter((planned) => planned.index === index);
          const served = parts.reduce((sum, part) => sum + part.perSecond, 0);
          expect(Math.abs(served - perSecond)).toBeLessThanOrEqual(1e-6 * perSecond);
        }
        expect(plan.length).toBeGreaterThanOrEqual(gpuLowerBound(sessions) / HAIR - 1e-6);
      }),
    );
  });

  it('gives a load too low to collect a batch the longest cycle there is', () => {
    const rare = { name: 'rare', sloMs: 100, perSecond: 0.1, latency: linearProfile(1, 9, 32) };
    expect(packSessions([rare])).toMatchObject([
      { dutyCycleMs: 90, sessions: [{ batch: 1, perSecond: 0.1 }] },
    ]);
  });

  it('gives a load just below a whole GPU that GPU', () => {
    const latency = linearProfile(1, 40, 64);
    // 10 requests in 50 ms is a whole GPU; 9 take 49 ms, and come in less.
    const nearly = { name: 'nearly', sloMs: 100, perSecond: 199.9, latency };
    expect(packSessions([nearly])).toMatchObject([{ dutyCycleMs: 50, sessions: [{ batch: 10 }] }]);
  });

  it('puts no more on a GPU than its memory holds', () => {
    const models = ['one', 'other'].map((name) => ({
      ...{ name, sloMs: 100, perSecond: 20, latency: linearProfile(1, 4, 32) },
      memoryBytes: 6e9,
    }));
    expect(packSessions(models)).toHaveLength(1);
    expect(packSessions(models, 11e9)).toHaveLength(2);
  });

  it('refuses a target that has no time for two batches', () => {
    const slow = { name: 'slow', sloMs: 19, perSecond: 1, latency: linearProfile(1, 9, 8) };
    expect(() => packSessions([slow])).toThrow(/session slow .* a batch of 1 takes 10 ms of its 19 ms/);
  });
});
