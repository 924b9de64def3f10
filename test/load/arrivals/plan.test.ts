import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Arrivals, type Gaps, steadyArrivals } from '../../../src/load/arrivals/arrivals.js';
import { planArrivals } from '../../../src/load/arrivals/plan.js';
import { splitPlan } from '../../../src/load/arrivals/split.js';

const NO_WARMUP = { warmupMs: 0 };

const gaps = fc.oneof(
  fc.constant<Gaps>({ kind: 'constant' }),
  fc.constant<Gaps>({ kind: 'python' }),
  fc.record({ kind: fc.constant('poisson' as const), seed: fc.nat() }),
  fc.record({
    kind: fc.constant('gamma' as const),
    seed: fc.nat(),
    shape: fc.double({ min: 0.2, max: 8, noNaN: true }),
  }),
);
const segments = fc.array(
  fc.record({
    fromPerSecond: fc.double({ min: 20, max: 200, noNaN: true }),
    toPerSecond: fc.double({ min: 20, max: 200, noNaN: true }),
    durationMs: fc.integer({ min: 1000, max: 5000 }),
  }),
  { minLength: 1, maxLength: 3 },
);
const arrivals: fc.Arbitrary<Arrivals> = fc.record({ kind: fc.constant('rates' as const), gaps, segments });

describe('a plan of arrivals', () => {
  it('is sorted, within its time, and the same again', () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 0, max: 2000 }), (given, warmupMs) => {
        const plan = planArrivals(given, { warmupMs });
        expect(plan.timesMs).toEqual(planArrivals(given, { warmupMs }).timesMs);
        expect(plan.timesMs).toEqual(plan.timesMs.slice().sort());
        expect(plan.timesMs[0]).toBeGreaterThanOrEqual(0);
        expect(plan.timesMs.at(-1)).toBeLessThan(warmupMs + plan.measuredMs);
        expect(plan.timesMs.filter((ms) => ms < warmupMs)).toHaveLength(plan.warmupCount);
      }),
      { numRuns: 50 },
    );
  });

  it('measures the same arrivals with a warm-up as without', () => {
    fc.assert(
      fc.property(arrivals, (given) => {
        const bare = planArrivals(given, NO_WARMUP);
        const warm = planArrivals(given, { warmupMs: 512 });
        const measured = warm.timesMs.subarray(warm.warmupCount);
        expect(measured.length).toBe(bare.timesMs.length);
        for (const [i, ms] of bare.timesMs.entries()) expect(measured[i]).toBeCloseTo(ms + 512, 6);
      }),
      { numRuns: 30 },
    );
  });

  it('loses and doubles nothing when it is dealt out to processes', () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 7 }), (given, count) => {
        const { timesMs } = planArrivals(given, NO_WARMUP);
        const dealt = splitPlan(timesMs, count).flatMap(({ timesMs: own, first, stride }) =>
          Array.from(own, (ms, i) => ({ index: first + i * stride, ms })),
        );
        dealt.sort((a, b) => a.index - b.index);
        expect(dealt).toEqual(Array.from(timesMs, (ms, index) => ({ index, ms })));
      }),
      { numRuns: 30 },
    );
  });

  it.each<[string, Gaps, number]>([
    ['constant', { kind: 'constant' }, 0],
    ['poisson', { kind: 'poisson', seed: 7 }, 1],
    ['gamma of shape 4', { kind: 'gamma', shape: 4, seed: 7 }, 0.5],
    ['gamma of shape 0.25', { kind: 'gamma', shape: 0.25, seed: 7 }, 2],
  ])('has the rate and the burstiness of %s', (_, given, variation) => {
    const { timesMs } = planArrivals(steadyArrivals(given, 100, 200_000), NO_WARMUP);
    expect(timesMs.length / 200).toBeCloseTo(100, -1);
    const between = Array.from(timesMs.subarray(1), (ms, i) => ms - (timesMs[i] ?? 0));
    const mean = between.reduce((sum, ms) => sum + ms, 0) / between.length;
    const variance = between.reduce((sum, ms) => sum + (ms - mean) ** 2, 0) / between.length;
    expect(Math.sqrt(variance) / mean).toBeCloseTo(variation, 1);
  });

  it('sends as many in every part of a course as its rates say', () => {
    const course: Arrivals = {
      kind: 'rates',
      gaps: { kind: 'constant' },
      segments: [
        { fromPerSecond: 10, toPerSecond: 10, durationMs: 10_000 },
        { fromPerSecond: 50, toPerSecond: 50, durationMs: 2000 },
        { fromPerSecond: 0, toPerSecond: 100, durationMs: 10_000 },
      ],
    };
    const { timesMs, measuredMs } = planArrivals(course, NO_WARMUP);
    const within = (from: number, to: number) => timesMs.filter((ms) => ms >= from && ms < to).length;
    expect(measuredMs).toBe(22_000);
    expect([within(0, 10_000), within(10_000, 12_000), within(12_000, 22_000)]).toEqual([100, 100, 500]);
    // Halfway up a ramp a quarter has left.
    expect(within(12_000, 17_000)).toBe(125);
  });

  it("begins at once and goes on with the draws of Python's random.seed(42)", () => {
    const { timesMs } = planArrivals(steadyArrivals({ kind: 'python' }, 1, 2e6), {
      warmupMs: 0,
      mostRequests: 1001,
    });
    // CPython: sums of random.expovariate(1) after random.seed(42), in milliseconds.
    expect([...timesMs.slice(0, 4)]).toEqual([0, 1020.060287274801, 1045.3891263175399, 1367.0131903925053]);
    expect(timesMs[1000]).toBeCloseTo(1055054.853028179, 6);
  });

  it('asks for a load that is one, and that fits', () => {
    const at = (rate: number, ms: number) => () =>
      planArrivals(steadyArrivals({ kind: 'poisson', seed: 1 }, rate, ms), NO_WARMUP);
    expect(at(0.001, 10)).toThrow('at least one request');
    expect(at(1e6, 1e6)).toThrow('at most 5000000 requests');
  });
});
