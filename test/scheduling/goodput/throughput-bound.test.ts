import { describe, expect, it } from 'vitest';
import { throughputBound } from '../../../src/scheduling/goodput/throughput-bound.js';
import { linearProfile } from '../../../src/scheduling/profiles/linear-profile.js';
import { tableProfile } from '../../../src/scheduling/profiles/table-profile.js';

const sloMs = 100;

describe('the bound on throughput', () => {
  it('is that of the best batch on every GPU', () => {
    const models = [{ name: 'a', sloMs, latency: linearProfile(1, 4, 4) }];
    expect(throughputBound(models, 3, [1])).toBe((3 * 4000) / 8);
    const table = tableProfile([
      { batch: 2, ms: 4 },
      { batch: 4, ms: 20 },
    ]);
    expect(throughputBound([{ name: 'b', sloMs, latency: table }], 1, [1])).toBe(500);
  });

  it('weighs models by what a request of each costs', () => {
    const models = [1, 3].map((ms) => ({ name: 'm', sloMs, latency: linearProfile(ms, 0, 1) }));
    expect(throughputBound(models, 2, [0.5, 0.5])).toBe(1000);
  });
});
