import { describe, expect, it } from 'vitest';
import { Latencies } from '../../../../src/scheduling/simulation/accounting/latencies.js';

describe('latencies', () => {
  it('are kept one and all, also when asked in between', () => {
    const latencies = new Latencies();
    for (let ms = 5000; ms > 0; ms--) latencies.add(ms);
    expect(latencies.quantileMs(0)).toBe(1);
    latencies.add(0);
    expect(latencies.count).toBe(5001);
    expect([0, 0.5, 0.99, 1].map((p) => latencies.quantileMs(p))).toEqual([0, 2500, 4950, 5000]);
    expect(latencies.meanMs).toBeCloseTo(2500, 9);
  });
});
