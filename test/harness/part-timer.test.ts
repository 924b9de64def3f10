import { describe, expect, it } from 'vitest';
import { dividedParts, PartTimer } from '../../src/harness/part-timer.js';
import { FakeClock } from './fake-clock.js';

function start() {
  const clock = new FakeClock();
  return { clock, timer: new PartTimer(clock) };
}

describe('PartTimer', () => {
  it('adds up the time of each part, and gives back what the work gave', () => {
    const { clock, timer } = start();
    const answer = timer.time('compute', () => {
      clock.advance(5);
      return 42;
    });
    timer.time('compute', () => clock.advance(2));
    timer.time('readback', () => clock.advance(1));
    clock.advance(100);
    expect(answer).toBe(42);
    expect(timer.take()).toEqual({ load: 0, compile: 0, compute: 7, readback: 1 });
  });

  it('adds what a device measured itself', () => {
    const { timer } = start();
    timer.add('compile', 3);
    timer.add('compile', 0.5);
    expect(timer.take().compile).toBe(3.5);
  });

  it('counts asynchronous work until it settles, not until it returns', async () => {
    const { clock, timer } = start();
    const { promise, resolve } = withResolvers<string>();
    const timed = timer.time('load', () => promise);
    clock.advance(30);
    expect(timer.take().load).toBe(0);
    resolve('rows');
    expect(await timed).toBe('rows');
    expect(timer.take().load).toBe(30);
  });

  it('counts work that throws, and throws what it threw', () => {
    const { clock, timer } = start();
    const error = new Error('no memory');
    const failing = () =>
      timer.time('compute', () => {
        clock.advance(4);
        throw error;
      });
    expect(failing).toThrow(error);
    expect(timer.take().compute).toBe(4);
  });

  it('counts asynchronous work that fails, and fails as it failed', async () => {
    const { clock, timer } = start();
    const error = new Error('device lost');
    const timed = timer.time('readback', async () => {
      clock.advance(2);
      await Promise.resolve();
      clock.advance(3);
      throw error;
    });
    await expect(timed).rejects.toBe(error);
    expect(timer.take().readback).toBe(5);
  });

  it('starts anew after each taking', () => {
    const { timer } = start();
    timer.add('load', 1);
    const first = timer.take();
    timer.add('load', 2);
    expect(first.load).toBe(1);
    expect(timer.take().load).toBe(2);
    expect(timer.take()).toEqual({ load: 0, compile: 0, compute: 0, readback: 0 });
  });
});

describe('reading', () => {
  it('is told beside the parts, with how long they waited for it', async () => {
    const { clock, timer } = start();
    const { promise, resolve } = withResolvers<string>();
    const read = timer.reading(() => promise);
    timer.time('compute', () => clock.advance(20));
    const waited = timer.time('wait', () => read);
    clock.advance(5);
    resolve('rows');
    expect(await waited).toBe('rows');
    expect(timer.take()).toEqual({ read: 25, wait: 5, load: 0, compile: 0, compute: 20, readback: 0 });
  });

  it('is added up, and left out again where nothing was read', async () => {
    const { clock, timer } = start();
    for (const ms of [3, 4]) await timer.reading(async () => clock.advance(ms));
    expect(timer.take()).toMatchObject({ read: 7, wait: 0 });
    expect(timer.take()).not.toHaveProperty('read');
    expect(timer.take()).not.toHaveProperty('wait');
  });

  it('that fails counts too, and fails as it failed', async () => {
    const { clock, timer } = start();
    const error = new Error('the disk is gone');
    const read = timer.reading(async () => {
      clock.advance(6);
      throw error;
    });
    await expect(read).rejects.toBe(error);
    expect(timer.take().read).toBe(6);
  });
});

describe('dividedParts', () => {
  it('shares out reading where there was some', () => {
    const parts = { read: 6, wait: 4, load: 8, compile: 4, compute: 2, readback: 0 };
    expect(dividedParts(parts, 2)).toEqual({
      read: 3,
      wait: 2,
      load: 4,
      compile: 2,
      compute: 1,
      readback: 0,
    });
  });

  it('shares every part out over the pieces', () => {
    const parts = { load: 8, compile: 4, compute: 2, readback: 0 };
    expect(dividedParts(parts, 4)).toEqual({ load: 2, compile: 1, compute: 0.5, readback: 0 });
    expect(parts.load).toBe(8);
  });
});

function withResolvers<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
