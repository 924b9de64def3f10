import { describe, expect, it } from 'vitest';
import { warmUp } from '../../src/harness/warm-up.js';
import type { Trial } from '../../src/suites/suite.js';
import { OPENED } from '../results/recorded-events.js';
import { FakeClock } from './fake-clock.js';

/** Warms a trial up whose runs take the times given, the last one over and over; says how often it ran. */
async function warm(timesMs: readonly number[], roundMs?: number) {
  const clock = new FakeClock();
  let runs = 0;
  const trial: Trial = {
    identity: { ...OPENED, precision: 'float32' },
    async run() {
      clock.advance(timesMs[Math.min(runs, timesMs.length - 1)] ?? 0);
      runs++;
      return { check: async () => ({ check: 'none', quality: {} }) };
    },
    close: async () => {},
  };
  const repeats = await warmUp(trial, clock, roundMs);
  return { runs, repeats };
}

describe('warmUp', () => {
  it('runs slow work once, and lets one run make a round', async () => {
    expect(await warm([5000])).toEqual({ runs: 1, repeats: 1 });
  });

  it('runs quick work until its compilers are behind it', async () => {
    expect(await warm([100])).toEqual({ runs: 3, repeats: 1 });
    expect(await warm([1])).toEqual({ runs: 30, repeats: 20 });
  });

  it('makes rounds as long as they are asked to be', async () => {
    expect(await warm([1], 2)).toMatchObject({ repeats: 2 });
    expect(await warm([5], 2)).toMatchObject({ repeats: 1 });
  });

  it('goes by the quickest run, not by the first, which compiles, nor by one that was held up', async () => {
    expect(await warm([200, 20])).toMatchObject({ repeats: 1 });
    expect(await warm([200, 4])).toMatchObject({ repeats: 5 });
    expect(await warm([200, 4, 96])).toEqual({ runs: 3, repeats: 5 });
  });

  it('makes do with a part of slow work, and runs the whole of quick work all the same', async () => {
    const warmBy = async (partMs: number) => {
      const clock = new FakeClock();
      const done: string[] = [];
      const trial: Trial = {
        identity: { ...OPENED, precision: 'float32' },
        async warmUp() {
          clock.advance(partMs);
          done.push('part');
        },
        async run() {
          clock.advance(1000);
          done.push('whole');
          return { check: async () => ({ check: 'none', quality: {} }) };
        },
        close: async () => {},
      };
      expect(await warmUp(trial, clock)).toBe(1);
      return done;
    };
    expect(await warmBy(400)).toEqual(['part']);
    expect(await warmBy(10)).toEqual(['part', 'whole']);
  });

  it('repeats work that the clock cannot see, but not without end', async () => {
    expect((await warm([0])).repeats).toBe(1000);
    expect((await warm([1e-9])).repeats).toBe(1000);
  });
});
