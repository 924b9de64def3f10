import { describe, expect, it } from 'vitest';
import { singleLatencies } from '../../src/harness/single-latencies.js';
import { FakeClock } from './fake-clock.js';

describe('latencies of single questions', () => {
  it('are quantiles of what each took by itself', async () => {
    const clock = new FakeClock();
    const asked: number[] = [];
    const run = async (index: number) => {
      asked.push(index);
      clock.advance(index + 1);
    };
    const found = await singleLatencies({ count: 101, run }, clock);
    expect(asked).toEqual(Array.from({ length: 101 }, (_, i) => i));
    expect(found.p50Ms).toBeCloseTo(51, 9);
    expect(found.p90Ms).toBeCloseTo(91, 9);
    expect(found.p99Ms).toBeCloseTo(100, 9);
  });
});
