import { describe, expect, it } from 'vitest';
import { BatchLane } from '../../../src/serving/batching/batch-lane.js';
import { FakeClock, settled } from './fake-clock.js';

function laneOf(msOf: (items: readonly string[]) => number) {
  const clock = new FakeClock();
  const ran: string[] = [];
  const lane = new BatchLane<string, string>(
    () => clock.nowMs(),
    async (items, signal) => {
      ran.push(items.join('+'));
      await new Promise<void>((resolve) => clock.after(msOf(items), resolve));
      signal.throwIfAborted();
      if (items.includes('bad')) throw new Error('cannot');
      return items.join('+').toUpperCase();
    },
  );
  return { lane, clock, ran };
}

const NEVER = new AbortController().signal;

describe('a lane of batches', () => {
  it('runs them as they are, one after another, and tells how long each waited', async () => {
    const { lane, clock, ran } = laneOf((items) => 10 * items.length);
    const first = lane.run(['a', 'b'], NEVER);
    const second = lane.run(['c'], NEVER);
    await settled();
    expect(ran).toEqual(['a+b']);
    expect(lane.depth).toBe(1);
    await clock.pass(30);
    expect(await first).toEqual({ answer: 'A+B', queueMs: 0 });
    expect(await second).toEqual({ answer: 'C', queueMs: 20 });
    expect(lane.depth).toBe(0);
  });

  it('goes on after one that failed', async () => {
    const { lane, clock } = laneOf(() => 1);
    const bad = lane.run(['bad'], NEVER);
    const good = lane.run(['good'], NEVER);
    const failed = expect(bad).rejects.toThrow('cannot');
    await clock.pass(5);
    await failed;
    expect((await good).answer).toBe('GOOD');
  });

  it('does not begin with what nobody waits for any more', async () => {
    const { lane, clock, ran } = laneOf(() => 10);
    const left = new AbortController();
    const first = lane.run(['a'], NEVER);
    const second = lane.run(['b'], left.signal);
    const refused = expect(second).rejects.toThrow('left');
    left.abort(new Error('left'));
    await clock.pass(20);
    await refused;
    await first;
    await lane.idle();
    expect(ran).toEqual(['a']);
  });
});
