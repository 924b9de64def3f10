import { describe, expect, it } from 'vitest';
import { KeyedTimers } from '../../../../src/serving/balanced/scheduled/keyed-timers.js';
import { timerLatenessMs } from '../../../../src/serving/balanced/scheduled/timer-lateness.js';
import type { Clock } from '../../../../src/serving/batching/clock.js';
import { FakeClock } from '../../batching/fake-clock.js';

function timersOn(clock: Clock) {
  const told: [key: number, atMs: number][] = [];
  const timers = new KeyedTimers(clock, ({ key }) => told.push([key, clock.nowMs()]));
  return { timers, told };
}

/** A clock whose timers fire a little before their time, as those of Node may. */
class EarlyClock extends FakeClock {
  override after(ms: number, action: () => void): () => void {
    return super.after(ms * 0.9, action);
  }
}

describe('timers with keys', () => {
  it('tell each key at its time', async () => {
    const clock = new FakeClock();
    const { timers, told } = timersOn(clock);
    timers.set(1, 30);
    timers.set(0, 20);
    await clock.pass(25);
    expect(told).toEqual([[0, 20]]);
    await clock.pass(25);
    expect(told).toEqual([
      [0, 20],
      [1, 30],
    ]);
  });

  it('have one time for each key: the last that was named, and none after infinity', async () => {
    const clock = new FakeClock();
    const { timers, told } = timersOn(clock);
    timers.set(0, 20);
    timers.set(0, 10);
    timers.set(1, 5);
    timers.set(1, Number.POSITIVE_INFINITY);
    await clock.pass(100);
    expect(told).toEqual([[0, 10]]);
  });

  it('are never told before their time, where the clock wakes early', async () => {
    const clock = new EarlyClock();
    const { timers, told } = timersOn(clock);
    timers.set(0, 100);
    await clock.pass(99.999);
    expect(told).toEqual([]);
    await clock.pass(1);
    expect(told).toHaveLength(1);
    expect(told[0]?.[1]).toBeGreaterThanOrEqual(100);
  });

  it('tell a time gone by when the caller has returned, unless it names another before', async () => {
    const clock = new FakeClock();
    await clock.pass(50);
    const { timers, told } = timersOn(clock);
    timers.set(0, 10);
    timers.set(1, 10);
    timers.set(1, 60);
    expect(told).toEqual([]);
    await clock.pass(0);
    expect(told).toEqual([[0, 50]]);
    await clock.pass(20);
    expect(told.at(-1)).toEqual([1, 60]);
  });

  it('give up those that are due to one who asks before they were told', async () => {
    const clock = new FakeClock();
    const { timers, told } = timersOn(clock);
    await clock.pass(50);
    timers.set(0, 30);
    timers.set(1, 20);
    timers.set(2, 60);
    expect(timers.takeDue()).toEqual({ key: 1, atMs: 20 });
    expect(timers.takeDue()).toEqual({ key: 0, atMs: 30 });
    expect(timers.takeDue()).toBeUndefined();
    await clock.pass(20);
    expect(told).toEqual([[2, 60]]);
  });

  it('tell nothing once they are stopped', async () => {
    const clock = new FakeClock();
    const { timers, told } = timersOn(clock);
    timers.set(0, 10);
    timers.set(1, 0);
    timers.stop();
    await clock.pass(100);
    expect(told).toEqual([]);
  });
});

describe('how late timers are', () => {
  it('is the latest of some that were waited for', async () => {
    const clock = new FakeClock();
    let waits = 0;
    const late: Clock = {
      nowMs: () => clock.nowMs(),
      after(ms, action) {
        waits++;
        return clock.after(ms + (waits === 7 ? 3 : 0.5), action);
      },
    };
    const lateness = timerLatenessMs(late);
    for (let i = 0; i < 100; i++) await clock.pass(10);
    expect(await lateness).toBeCloseTo(3);
  });
});
