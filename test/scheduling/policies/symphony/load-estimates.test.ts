import { describe, expect, it } from 'vitest';
import { ArrivalRate } from '../../../../src/scheduling/policies/symphony/arrival-rate.js';
import { targetBatch } from '../../../../src/scheduling/policies/symphony/target-batch.js';
import { linearProfile } from '../../../../src/scheduling/profiles/linear-profile.js';

describe('the meter of arrivals', () => {
  it('counts the bins that are over, of the last 5 s', () => {
    const rate = new ArrivalRate();
    for (let ms = 0; ms < 500; ms += 5) rate.arrived(ms);
    expect(rate.perMs).toBeUndefined();
    expect(rate.arrived(500)).toBe(true);
    expect(rate.arrived(501)).toBe(false);
    expect(rate.perMs).toBeCloseTo(0.2, 12);
    for (let ms = 510; ms <= 20_000; ms += 10) rate.arrived(ms);
    expect(rate.perMs).toBeCloseTo(0.1, 12);
  });

  it('forgets what came before a silence', () => {
    const rate = new ArrivalRate();
    for (let ms = 0; ms < 1000; ms++) rate.arrived(ms);
    rate.arrived(4000);
    rate.arrived(4050);
    expect(rate.perMs).toBeCloseTo(1001 / 4050, 12);
    rate.arrived(60_000);
    expect(rate.perMs).toBe(0);
  });
});

describe('the batch that a load needs', () => {
  const question = { latency: linearProfile(1.053, 5.072, 64), budgetMs: 25, dataMsPerRequest: 0 };

  it('is that of GPUs that take turns', () => {
    // 16 need 5.35 x 21.92 / 16 = 7.33 GPUs: 21.92 x (1 + 1/7.33) = 24.91 ms; 17 would need 26.15 ms.
    expect(targetBatch({ ...question, perMs: 5.35 })).toBe(16);
    expect(targetBatch({ ...question, perMs: 5.35, dataMsPerRequest: 0.05 })).toBe(15);
  });

  it('waits for its requests where one GPU is enough', () => {
    // l(4) + 4/0.335 = 21.22 ms, l(5) + 5/0.335 = 25.26 ms.
    expect(targetBatch({ ...question, perMs: 0.335 })).toBe(4);
  });

  it('is one at least, and the largest at most', () => {
    expect(targetBatch({ ...question, budgetMs: 1, perMs: 5 })).toBe(1);
    expect(targetBatch({ ...question, budgetMs: 1e6, perMs: 5 })).toBe(64);
    expect(targetBatch({ ...question, budgetMs: 1e6, perMs: 1e-3 })).toBe(64);
    expect(targetBatch({ ...question, budgetMs: 1e6, perMs: 1e6 })).toBe(64);
  });
});
