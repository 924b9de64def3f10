import { describe, expect, it } from 'vitest';
import { measuredSetup, plannedSetup } from '../../../../src/scheduling/live-setup.js';
import type { ProbedBatch } from '../../../../src/serving/balanced/scheduled/probe-workers.js';
import { probePlan, setupOfProbes } from '../../../../src/serving/balanced/scheduled/setup-of-probes.js';

const TIMER_MS = 1.5;
const QUESTION = {
  policy: 'greedy',
  model: 'default',
  gpus: 2,
  sloMs: 300,
  mostWaiting: 40,
  maxBatch: 4,
  timerMs: TIMER_MS,
};

function probe(batch: number, generateMs: number, hopMs = 1, retrieveMs = 2): ProbedBatch {
  return { batch, hopMs, retrieveMs, generateMs };
}

describe('what workers take', () => {
  it('is asked of a real model at sizes up to the largest, and of an emulated one at both ends', () => {
    const sizesOf = (...[question]: Parameters<typeof probePlan>) => [
      ...new Set(probePlan(question).measured),
    ];
    expect(sizesOf({ maxBatch: 10, emulated: undefined })).toEqual([1, 2, 4, 8, 10]);
    expect(sizesOf({ maxBatch: 4, emulated: undefined })).toEqual([1, 2, 4]);
    const emulated = { baseMs: 10, perRequestMs: 1, jitter: 0 };
    expect(sizesOf({ maxBatch: 10, emulated })).toEqual([1, 10]);
    expect(sizesOf({ maxBatch: 1, emulated })).toEqual([1]);
  });

  it('is planned with at its longest, and simulated as it usually is, on lines between the sizes', () => {
    const probes = [probe(1, 8), probe(1, 12), probe(4, 38), probe(4, 42)];
    const live = setupOfProbes(probes, { ...QUESTION, emulated: undefined });
    expect(live.measured.latencyMs).toEqual([12, 22, 32, 42]);
    expect(live.planned.latencyMs).toEqual([14, 24, 34, 44]);
    expect(live.measured.jitter).toBe(0);
    const planned = plannedSetup(live);
    expect(planned).toMatchObject({ gpus: 2, models: [{ name: 'default', sloMs: 300 }] });
    expect(planned.models[0]?.latency.maxBatch).toBe(4);
    expect(planned.models[0]?.latency.ms(2)).toBe(24);
    expect(planned.models[0]?.latency.ms(5)).toBe(Number.POSITIVE_INFINITY);
    expect(measuredSetup(live).models[0]?.latency.ms(4)).toBe(42);
  });

  it('is known of an emulated model: what is measured is the search on top of it', () => {
    const emulated = { baseMs: 10, perRequestMs: 5, jitter: 0.1, contention: 1 };
    // What it took to generate says less than the profile, and is not used.
    const probes = [probe(1, 1000), probe(4, 1000, 1, 5)];
    const { planned, measured } = setupOfProbes(probes, { ...QUESTION, emulated });
    expect(measured.latencyMs).toEqual([30 + 2, 40 + 3, 50 + 4, 60 + 5]);
    expect(measured.jitter).toBe(0.1);
    for (const [i, ms] of [33 + 2, 44 + 3, 55 + 4, 66 + 5].entries()) {
      expect(planned.latencyMs[i]).toBeCloseTo(ms + TIMER_MS);
    }
  });

  it('has a way there and back, of which each request has its part', () => {
    const probes = [probe(1, 10, 1.5), probe(1, 10, 2.5), probe(4, 10, 5)];
    const { planned, measured } = setupOfProbes(probes, { ...QUESTION, emulated: undefined });
    expect(measured.delays.dataMsPerRequest).toBeCloseTo(1);
    expect(measured.delays.controlMs).toBeCloseTo(0.5);
    expect(measured.delays.responseMs).toBeCloseTo(0.5);
    expect(planned.delays.controlMs).toBeCloseTo(0.75 + TIMER_MS);
    expect(planned.delays.responseMs).toBeCloseTo(0.75);
  });
});
