import { describe, expect, it } from 'vitest';
import type { CeilingLoops } from '../../../src/backends/backend.js';
import { timeLoops } from '../../../src/harness/ceilings/time-loops.js';

/** A clock that each loop moves by so many milliseconds, over and over. */
function movingBy(steps: readonly number[]) {
  let ms = 0;
  let at = 0;
  const step = async (amount: number) => {
    ms += steps[at++ % steps.length] ?? 0;
    return amount;
  };
  return { clock: { now: () => ms }, step };
}

describe('timeLoops', () => {
  it('takes the best pass after the first', async () => {
    const { clock, step } = movingBy([1, 50, 20, 40]);
    const loops: CeilingLoops = { read: () => step(2e8), multiplyAdd: () => step(4e9), free: async () => {} };
    const { readGbps, fp32Gflops, ...others } = await timeLoops(loops, clock);
    // The pass of 1 ms comes first once, when it does not count, and again among those that do.
    expect(readGbps).toBeCloseTo(200);
    expect(fp32Gflops).toBeCloseTo(4000);
    expect(others).toEqual({});
  });

  it('never counts the first pass', async () => {
    const { clock, step } = movingBy([1, ...Array<number>(100).fill(100)]);
    const loops: CeilingLoops = { read: () => step(1e9), multiplyAdd: () => step(1e9), free: async () => {} };
    expect((await timeLoops(loops, clock)).readGbps).toBeCloseTo(10);
  });

  it('times int8 where there is a loop for it', async () => {
    const { clock, step } = movingBy([10]);
    const loops: CeilingLoops = {
      read: () => step(1),
      multiplyAdd: () => step(1),
      multiplyAddInt8: () => step(1e9),
      free: async () => {},
    };
    expect((await timeLoops(loops, clock)).int8Gops).toBeCloseTo(100);
  });
});
