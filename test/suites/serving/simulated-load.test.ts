import { describe, expect, it } from 'vitest';
import { steadyArrivals } from '../../../src/load/arrivals/arrivals.js';
import { planArrivals } from '../../../src/load/arrivals/plan.js';
import { parseSlo } from '../../../src/load/slo.js';
import type { LiveSetup } from '../../../src/scheduling/live-setup.js';
import { simulateLoad } from '../../../src/suites/serving/simulated-load.js';
import { greedy } from '../../serving/balanced/scheduled/policies-of-tests.js';

const NO_DELAYS = { controlMs: 0, dataMsPerRequest: 0, responseMs: 0 };

function liveOf(changes: Partial<LiveSetup> = {}): LiveSetup {
  return {
    policy: 'greedy',
    model: 'emulated',
    gpus: 1,
    sloMs: 100,
    mostWaiting: 1000,
    planned: { latencyMs: [20, 20], delays: NO_DELAYS, timerMs: 0 },
    measured: { latencyMs: [20, 20], jitter: 0, delays: NO_DELAYS },
    ...changes,
  };
}

function planAt(perSecond: number, warmupMs = 0) {
  return planArrivals(steadyArrivals({ kind: 'constant' }, perSecond, 10_000), { warmupMs });
}

const slo = parseSlo('p99=100ms');

describe('the simulation of a load that was sent', () => {
  it('is of its arrivals: one at a time, each takes what the workers take, and the ways there and back', async () => {
    const simulated = await simulateLoad({
      live: liveOf(),
      policy: greedy(),
      plan: planAt(10),
      slo,
      clientMs: 0,
    });
    expect(simulated).toEqual({ goodputRps: 10, p99Ms: 20, delayMs: 0 });
    const delays = { controlMs: 3, dataMsPerRequest: 1, responseMs: 2 };
    const live = liveOf({ measured: { latencyMs: [20, 20], jitter: 0, delays } });
    const far = await simulateLoad({ live, policy: greedy(), plan: planAt(10), slo, clientMs: 0.5 });
    expect(far.p99Ms).toBeCloseTo(26.5);
    expect(far.delayMs).toBe(6.5);
  });

  it('is judged as a measured load is: without its warm-up, by the SLO, with what a bounded queue refuses', async () => {
    // One at a time of 20 ms: 50 a second, of 100 that come.
    const live = liveOf({ mostWaiting: 2, planned: { latencyMs: [20], delays: NO_DELAYS, timerMs: 0 } });
    const one = { ...live, measured: { latencyMs: [20], jitter: 0, delays: NO_DELAYS } };
    const plan = planAt(100, 1000);
    const bounded = await simulateLoad({ live: one, policy: greedy(), plan, slo, clientMs: 0 });
    expect(bounded.goodputRps).toBe(50);
    // One comes in the middle of another's time, behind one that waits.
    expect(bounded.p99Ms).toBeCloseTo(10 + 20 + 20);
    // With room for all, all wait too long in the end.
    const unbounded = { ...one, mostWaiting: 10_000 };
    const late = await simulateLoad({ live: unbounded, policy: greedy(), plan, slo, clientMs: 0 });
    expect(late.goodputRps).toBe(0);
  });

  it('is by a policy that plans with what it was told, before workers that are as they are', async () => {
    // Told of 200 ms it refuses all that come; told of 20 it answers all.
    const slow = liveOf({ planned: { latencyMs: [200, 200], delays: NO_DELAYS, timerMs: 0 } });
    const none = await simulateLoad({
      live: slow,
      policy: greedy({ drops: true }),
      plan: planAt(10),
      slo,
      clientMs: 0,
    });
    expect(none).toMatchObject({ goodputRps: 0, p99Ms: null });
    const all = await simulateLoad({
      live: liveOf(),
      policy: greedy({ drops: true }),
      plan: planAt(10),
      slo,
      clientMs: 0,
    });
    expect(all.goodputRps).toBe(10);
  });

  it('draws the jitter of the workers, the same each time', async () => {
    const live = liveOf({ measured: { latencyMs: [20, 20], jitter: 0.5, delays: NO_DELAYS } });
    const question = { live, policy: greedy(), plan: planAt(10), slo, clientMs: 0 };
    const [one, two] = [await simulateLoad(question), await simulateLoad(question)];
    expect(one).toEqual(two);
    expect(one.p99Ms).toBeGreaterThan(25);
    expect(one.p99Ms).toBeLessThan(30);
  });
});
