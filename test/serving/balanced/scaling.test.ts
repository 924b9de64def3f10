import { describe, expect, it } from 'vitest';
import type { RpsRule } from '../../../src/serving/balanced/autoscale/by-rps.js';
import { startFake, statuses, until } from './fake-tier.js';

const rule: RpsRule = {
  by: 'rps',
  per: 'total',
  upRps: 60,
  downRps: 20,
  upCooldownMs: 0,
  downCooldownMs: 0,
};
const scaling = { minInstances: 1, maxInstances: 2, autoscale: rule, lookEveryMs: 100 };

describe('scaling', () => {
  it('up and down and up and down under load loses no request, and every worker ends with nothing to do', async () => {
    const { ask, get, events } = await startFake({ serviceMs: 50 }, scaling);
    const asked: ReturnType<typeof ask>[] = [];
    let gapMs = 5;
    let going = true;
    const load = (async () => {
      while (going) {
        asked.push(ask({ query: 'x' }));
        await new Promise((resolve) => setTimeout(resolve, gapMs));
      }
    })();
    const directions = () => events.flatMap((event) => (event.type === 'scaled' ? [event.direction] : []));
    const workers = async () => JSON.parse((await get('/readyz')).body).workers;
    for (let flip = 1; flip <= 2; flip++) {
      gapMs = 5;
      await until(async () => (await workers()) === 2);
      gapMs = 200;
      await until(async () => directions().at(-1) === 'down' && (await workers()) === 1);
    }
    going = false;
    await load;
    expect(await statuses(asked)).toEqual({ '200': asked.length });
    const taken = directions();
    expect(taken.length).toBeGreaterThanOrEqual(4);
    expect(taken).toEqual(taken.map((_, i) => (i % 2 === 0 ? 'up' : 'down')));
    await until(() => events.filter(({ type }) => type === 'stopped').length >= taken.length / 2);
    expect(events.filter(({ type }) => type === 'crashed')).toEqual([]);
    // A worker that is told to end while it works says so by its exit code. One that had not started yet just ends.
    const started = new Set(events.flatMap((event) => (event.type === 'started' ? [event.instance] : [])));
    const ends = events.flatMap((event) =>
      event.type === 'stopped' && started.has(event.instance) ? [event.how] : [],
    );
    expect(ends).toEqual(ends.map(() => 'exit code 0'));
  });

  it('does not wait for an instance that is on its way up', async () => {
    const { ask, get, events } = await startFake({ startMs: 1500 }, scaling);
    while (!events.some(({ type }) => type === 'scaled')) {
      expect((await ask({ query: 'x' })).status).toBe(200);
    }
    const { body } = await get('/metrics');
    expect(body).toContain('mls_instances{state="starting",tier="balanced"} 1');
    expect(body).toContain('mls_instances{state="serving",tier="balanced"} 1');
    expect((await ask({ query: 'x' })).status).toBe(200);
  });

  it('takes a warm instance at once, and warms another', async () => {
    const { ask, get, workerUrls, events } = await startFake(
      { startMs: 300 },
      { ...scaling, autoscale: { ...rule, downRps: 0 }, warmInstances: 1 },
    );
    await until(() => workerUrls().length === 2);
    const { body } = await get('/metrics');
    expect(body).toContain('mls_instances{state="standby",tier="balanced"} 1');
    expect(body).toContain('mls_instances{state="serving",tier="balanced"} 1');
    while (!events.some(({ type }) => type === 'scaled')) await ask({ query: 'x' });
    expect(JSON.parse((await get('/readyz')).body).workers).toBe(2);
    await until(() => workerUrls().length === 3);
  });

  it('replaces a crashed worker by a warm one', async () => {
    const { ask, events, workerUrls, get } = await startFake(
      { startMs: 300 },
      { minInstances: 1, maxInstances: 1, warmInstances: 1 },
    );
    await until(() => workerUrls().length === 2);
    await ask({ query: 'x', crashPid: JSON.parse((await ask({ query: 'who?' })).body).pid });
    await until(() => events.some(({ type }) => type === 'crashed'));
    expect((await ask({ query: 'x' })).status).toBe(200);
    expect((await get('/readyz')).status).toBe(200);
  });
});

describe('options that cannot be meant', () => {
  it.each([
    [{ minInstances: 3, maxInstances: 2 }, 'expected 1 or more instances'],
    [{ minInstances: 0 }, 'expected 1 or more instances'],
    [{ warmInstances: -1 }, 'expected 0 or more warm instances'],
    [{ autoscale: { ...rule, downRps: 60 } }, 'expected a rate to scale down that is below'],
  ])('%j are refused', async (options, message) => {
    await expect(startFake({}, options)).rejects.toThrow(message);
  });
});
