import { describe, expect, it } from 'vitest';
import { type Arrivals, type Gaps, steadyArrivals } from '../../../../src/load/arrivals/arrivals.js';
import { planArrivals } from '../../../../src/load/arrivals/plan.js';
import { arrivalTimes } from '../../../../src/scheduling/simulation/source/arrival-times.js';
import {
  atRate,
  durationMs,
  expectedArrivals,
} from '../../../../src/scheduling/simulation/source/at-rate.js';
import { requestSource } from '../../../../src/scheduling/simulation/source/request-source.js';
import { TEN_MS } from '../simulated.js';

const GAPS: readonly Gaps[] = [
  { kind: 'constant' },
  { kind: 'poisson', seed: 3 },
  { kind: 'gamma', shape: 0.3, seed: 3 },
  { kind: 'python' },
];
const trace: Arrivals = { kind: 'trace', timesMs: Float64Array.of(0, 10, 10, 50) };

describe('the requests of a plan', () => {
  it.each(GAPS)('arrive when the load generator would send them, gaps $kind', (gaps) => {
    const arrivals: Arrivals = {
      kind: 'rates',
      gaps,
      segments: [
        { fromPerSecond: 100, toPerSecond: 300, durationMs: 2000 },
        { fromPerSecond: 50, toPerSecond: 50, durationMs: 1000 },
      ],
    };
    const { timesMs } = planArrivals(arrivals, { warmupMs: 0 });
    expect(timesMs.length).toBeGreaterThan(100);
    expect([...arrivalTimes(arrivals)]).toEqual([...timesMs]);
  });

  it('of a trace are those that were recorded', () => {
    expect([...arrivalTimes(trace)]).toEqual([0, 10, 10, 50]);
  });

  it('have the deadline of their model and are the same each time', () => {
    const models = [TEN_MS, { ...TEN_MS, sloMs: 20 }];
    const shares = { kind: 'given', weights: [1, 3] } as const;
    const source = requestSource({ arrivals: trace, models, shares, seed: 1 });
    const requests = [...source];
    expect([...source]).toEqual(requests);
    expect(requests.map(({ id }) => id)).toEqual([0, 1, 2, 3]);
    for (const { model, arrivalMs, deadlineMs } of requests) {
      expect(deadlineMs - arrivalMs).toBe(models[model]?.sloMs);
    }
  });

  it('are spread over the models by their shares', () => {
    const models = [TEN_MS, TEN_MS, TEN_MS];
    const arrivals = steadyArrivals({ kind: 'constant' }, 1000, 30_000);
    const source = requestSource({ arrivals, models, shares: { kind: 'zipf', exponent: 1 }, seed: 5 });
    const counts = [0, 0, 0];
    for (const { model } of source) counts[model] = (counts[model] ?? 0) + 1;
    const unit = 30_000 / (1 + 1 / 2 + 1 / 3);
    // Four standard deviations of a binomial count.
    for (const [model, count] of counts.entries())
      expect(Math.abs(count - unit / (model + 1))).toBeLessThan(350);
  });
});

describe('arrivals at another rate', () => {
  it('keep their course, a trace the proportions of its gaps', () => {
    const ramp: Arrivals = {
      kind: 'rates',
      gaps: { kind: 'constant' },
      segments: [{ fromPerSecond: 0, toPerSecond: 100, durationMs: 4000 }],
    };
    const faster = atRate(ramp, 200);
    expect(faster).toEqual({ ...ramp, segments: [{ fromPerSecond: 0, toPerSecond: 400, durationMs: 4000 }] });
    expect(expectedArrivals(faster)).toBe(800);
    expect(expectedArrivals(trace)).toBe(4);
    expect([...arrivalTimes(atRate(trace, 160))]).toEqual([0, 5, 5, 25]);
    expect(durationMs(atRate(trace, 160))).toBe(25);
  });
});
