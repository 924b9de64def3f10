import { describe, expect, it } from 'vitest';
import { openFresh } from '../../../src/harness/side-by-side/fresh-cell.js';
import type { Check } from '../../../src/results/status.js';
import { sampleOf } from '../../results/recorded-events.js';
import { FakeRunner } from '../fake-runner.js';
import { fakeCell } from '../fake-suite.js';

/** Opens a cell whose tries take these times, one after the other, over and over. */
async function opened(timesMs: readonly number[], checks: readonly Check[] = []) {
  let tries = 0;
  const runner = new FakeRunner({
    round(_, round) {
      const ms = timesMs[tries % timesMs.length] ?? 0;
      const check = checks[tries] ?? 'pass';
      tries++;
      return sampleOf(round, ms, { check });
    },
  });
  const cell = await openFresh(runner, fakeCell('a'), runner.clock);
  return { cell, runner, tries: () => tries };
}

describe('a cell with a process for each round', () => {
  it('opens one, asks it several times, closes it, and tells the quickest', async () => {
    const { cell, runner, tries } = await opened([40, 40, 90, 40, 9, 41, 42]);
    const { sample } = await cell.round(1);
    expect(sample).toMatchObject({ round: 1, ms: 9 });
    expect(tries()).toBe(7);
    expect(runner.live.size).toBe(0);
    await cell.round(2);
    expect(runner.log.filter((entry) => entry.startsWith('open'))).toHaveLength(2);
    expect(runner.mostLive).toBe(1);
  });

  it('asks for short tries', async () => {
    const { cell, runner } = await opened([10]);
    await cell.round(1);
    await cell.round(2);
    expect(runner.roundsMs).toEqual([2, 2]);
  });

  it('asks long work once', async () => {
    const { cell, tries } = await opened([5000]);
    expect((await cell.round(1)).sample.ms).toBe(5000);
    expect(tries()).toBe(1);
  });

  it('tells the quickest of as many tries as there is time for', async () => {
    const { cell } = await opened([200, 150, 1]);
    expect((await cell.round(1)).sample.ms).toBe(150);
  });

  it('never hides a wrong answer among right ones', async () => {
    const { cell, tries } = await opened([10], ['pass', 'pass', 'fail', 'pass']);
    expect((await cell.round(1)).sample.check).toBe('fail');
    expect(tries()).toBe(3);
  });

  it('closes a process that no round was asked of', async () => {
    const { cell, runner } = await opened([10]);
    await cell.close();
    expect(runner.live.size).toBe(0);
  });
});
