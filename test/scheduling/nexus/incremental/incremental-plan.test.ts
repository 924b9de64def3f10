import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IncrementalPlan } from '../../../../src/scheduling/nexus/incremental/incremental-plan.js';
import { occupancyOf, worstCaseMs } from '../../../../src/scheduling/nexus/packing-plan.js';
import type { Session } from '../../../../src/scheduling/nexus/session.js';
import { linearProfile } from '../../../../src/scheduling/profiles/linear-profile.js';
import { arbitrarySessions, linearSessions } from '../arbitrary-sessions.js';

const NO_OVERHEADS = { networkMs: 0, prepareMs: 0 };
/** The released code takes a thousandth of a request for rounding. */
const EPSILON = 1e-3;

function servedOf(plan: IncrementalPlan, index: number): number {
  const parts = plan.plan().flatMap((gpu) => gpu.sessions.filter((planned) => planned.index === index));
  return parts.reduce((sum, { perSecond }) => sum + perSecond, 0);
}

describe('packing as the released code does it', () => {
  it('keeps the promises of a plan on as many GPUs as it takes', () => {
    fc.assert(
      fc.property(arbitrarySessions, (sessions) => {
        const plan = new IncrementalPlan(sessions, Number.POSITIVE_INFINITY, NO_OVERHEADS);
        for (const gpu of plan.plan()) {
          expect(occupancyOf(gpu)).toBeLessThanOrEqual(1 + 1e-9);
          for (const planned of gpu.sessions) {
            expect(worstCaseMs(gpu, planned)).toBeLessThanOrEqual(planned.session.sloMs * (1 + 1e-9));
            const collected = (gpu.dutyCycleMs * planned.perSecond) / 1000;
            expect(planned.batch).toBeGreaterThanOrEqual(collected - EPSILON);
          }
        }
      }),
    );
  });

  it('serves every rate whole, where larger batches have the higher throughput', () => {
    fc.assert(
      fc.property(linearSessions, (sessions) => {
        const plan = new IncrementalPlan(sessions, Number.POSITIVE_INFINITY, NO_OVERHEADS);
        for (const [index, { perSecond }] of sessions.entries()) {
          const left = plan.unassignedPerSecond[index] ?? 0;
          expect(servedOf(plan, index) + left).toBeGreaterThanOrEqual(perSecond - 2e-3);
        }
      }),
    );
  });

  it('fills a GPU of which a load takes most, rather than a fresh one', () => {
    const latency = linearProfile(1, 4, 32);
    const sessions: Session[] = [
      { name: 'a', sloMs: 100, perSecond: 100, latency },
      { name: 'b', sloMs: 100, perSecond: 50, latency },
    ];
    const [gpu, ...others] = new IncrementalPlan(sessions, 8, NO_OVERHEADS).plan();
    expect(others).toEqual([]);
    expect(gpu?.sessions.map(({ session }) => session.name)).toEqual(['a', 'b']);
  });

  it('leaves over what its GPUs cannot take', () => {
    // 20 in 40 ms are 500 requests a second of a GPU.
    const session = { name: 'a', sloMs: 80, perSecond: 1200, latency: linearProfile(1, 20, 32) };
    const plan = new IncrementalPlan([session], 2, NO_OVERHEADS);
    expect(plan.plan()).toHaveLength(2);
    expect(plan.unassignedPerSecond).toEqual([200]);
  });

  it('grows and shrinks with the rates that are measured', () => {
    const session = { name: 'a', sloMs: 80, perSecond: 900, latency: linearProfile(1, 20, 32) };
    const plan = new IncrementalPlan([session], 8, NO_OVERHEADS);
    expect(plan.plan()).toHaveLength(2);
    plan.epoch([1600]);
    expect(plan.plan()).toHaveLength(4);
    expect(plan.throughputOf(0)).toBeGreaterThanOrEqual(1600);
    plan.epoch([400]);
    expect(plan.plan()).toHaveLength(1);
    expect(plan.throughputOf(0)).toBeGreaterThanOrEqual(400);
  });

  it('gives away what overloads a GPU that is shared', () => {
    const latency = linearProfile(1, 10, 32);
    const sessions = ['a', 'b'].map((name) => ({ name, sloMs: 100, perSecond: 100, latency }));
    const plan = new IncrementalPlan(sessions, 8, NO_OVERHEADS);
    expect(plan.plan()).toHaveLength(1);
    plan.epoch([600, 100]);
    for (const gpu of plan.plan()) expect(occupancyOf(gpu)).toBeLessThanOrEqual(1);
    expect(plan.throughputOf(0)).toBeGreaterThanOrEqual(600);
    expect(plan.throughputOf(1)).toBeGreaterThanOrEqual(100);
  });
});
