import { describe, expect, it } from 'vitest';
import { greatest, measureCeilings } from '../../../src/harness/ceilings/measure-ceilings.js';
import type { Ceiling } from '../../../src/results/ceilings.js';

const ceiling = (more: Partial<Ceiling>): Ceiling => ({
  device: 'CPU',
  threads: 1,
  measuredBy: 'a',
  readGbps: 10,
  fp32Gflops: 100,
  ...more,
});

describe('ceilings that several backends measured', () => {
  it('are the greatest of one device and number of threads, named for who computed fastest', () => {
    const slow = ceiling({ readGbps: 12, int8Gops: 50 });
    const fast = ceiling({ measuredBy: 'b', fp32Gflops: 300 });
    const merged = ceiling({ measuredBy: 'b', fp32Gflops: 300, readGbps: 12, int8Gops: 50 });
    expect(greatest([slow, fast])).toEqual([merged]);
    expect(greatest([fast, slow])).toEqual([merged]);
  });

  it('stand apart for other threads and other devices', () => {
    const all = [ceiling({}), ceiling({ threads: 2 }), ceiling({ device: 'GPU', threads: null })];
    expect(greatest(all)).toEqual(all);
  });
});

describe('measureCeilings', () => {
  it('finds what a CPU can do with one thread, in a process of its own', async () => {
    const found = await measureCeilings({ threads: [1] });
    expect(found.filter(({ threads }) => threads === 1)).toHaveLength(1);
    for (const { readGbps, fp32Gflops } of found) {
      expect(readGbps).toBeGreaterThan(0);
      expect(fp32Gflops).toBeGreaterThan(0);
    }
  });
});
