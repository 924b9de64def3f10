import { describe, expect, it } from 'vitest';
import { startFake, statuses, until } from './fake-tier.js';

describe('a worker that crashes', () => {
  it('while it has requests: they are answered by another, and it is replaced', async () => {
    const { ask, events, workerUrls, workerSeen, active, release, get } = await startFake(
      {},
      { minInstances: 2, maxInstances: 2 },
    );
    const [first = '', second = ''] = workerUrls();
    const { pid } = await workerSeen(first);
    const asked = Array.from({ length: 40 }, () => ask({ query: 'x', held: true }));
    await until(async () => (await active()) === 40);
    process.kill(pid, 'SIGKILL');
    await until(async () => (await workerSeen(second)).active === 40);
    await release([second]);
    expect(await statuses(asked)).toEqual({ '200': 40 });
    for (const { body } of await Promise.all(asked)) expect(JSON.parse(body).pid).not.toBe(pid);
    expect((await get('/metrics')).body).toContain('mls_retries_total{tier="balanced"} 20');
    await until(() => workerUrls().length === 3);
    expect(events.filter(({ type }) => type === 'crashed')).toEqual([
      { type: 'crashed', instance: expect.any(Number), reason: 'a worker crashed: SIGKILL' },
    ]);
    await until(async () => JSON.parse((await get('/readyz')).body).workers === 2);
  });

  it('under load, again and again: every request has one answer, and none is lost', async () => {
    const { ask, workerUrls, workerSeen } = await startFake(
      { serviceMs: 20 },
      { minInstances: 3, maxInstances: 3 },
    );
    const asked: ReturnType<typeof ask>[] = [];
    let going = true;
    const load = (async () => {
      while (going) {
        asked.push(ask({ query: 'x' }));
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    })();
    for (let kills = 0; kills < 3; kills++) {
      const url = workerUrls()[kills] ?? '';
      await until(async () => (await workerSeen(url)).active > 0);
      process.kill((await workerSeen(url)).pid, 'SIGKILL');
      await until(() => workerUrls().length === 4 + kills);
    }
    going = false;
    await load;
    const { '200': good = 0, ...others } = await statuses(asked);
    // The second worker of a retried request may be the next victim: that is told.
    expect(Object.keys(others).filter((status) => status !== '503')).toEqual([]);
    expect(good).toBeGreaterThan(asked.length * 0.9);
  });

  it('of a request that crashes whoever has it: that one is answered 503 after one retry', async () => {
    const { ask, events } = await startFake({}, { minInstances: 3, maxInstances: 3 });
    const { status, body, headers } = await ask({ query: 'x', crash: true });
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('1');
    expect(JSON.parse(body).code).toBe('worker-failed');
    await until(() => events.filter(({ type }) => type === 'crashed').length === 2);
    expect((await ask({ query: 'and now?' })).status).toBe(200);
    expect(events.filter(({ type }) => type === 'crashed').length).toBe(2);
  });

  it('and was the only one: 503, then the next one answers', async () => {
    const { ask, get } = await startFake({}, { minInstances: 1, maxInstances: 1 });
    expect((await ask({ query: 'x', crash: true })).status).toBe(503);
    await until(async () => (await get('/readyz')).status === 503);
    const meanwhile = await ask({ query: 'x' });
    expect(meanwhile.status).toBe(503);
    expect(meanwhile.headers['retry-after']).toBe('5');
    expect(JSON.parse(meanwhile.body).code).toBe('no-worker-ready');
    await until(async () => (await get('/readyz')).status === 200);
    expect((await ask({ query: 'x' })).status).toBe(200);
  });

  it('in the middle of a short answer: nothing of it was sent, so another answers', async () => {
    const { ask, workerUrls, workerSeen, get } = await startFake({}, { minInstances: 2, maxInstances: 2 });
    const [url = ''] = workerUrls();
    const broken = ask({ query: 'x', breakOff: 1000 });
    // Whoever has it breaks off, and so does the second.
    expect((await broken).status).toBe(503);
    expect((await get('/metrics')).body).toContain('mls_retries_total{tier="balanced"} 1');
    await expect(workerSeen(url)).rejects.toThrow();
  });

  it('in the middle of a long answer: the client sees that it is not whole', async () => {
    const { ask, get } = await startFake({}, { minInstances: 2, maxInstances: 2 });
    await expect(ask({ query: 'x', breakOff: 100_000 })).rejects.toThrow();
    expect((await get('/metrics')).body).toContain('mls_broken_off_total{tier="balanced"} 1');
    expect((await ask({ query: 'x' })).status).toBe(200);
  });
});

describe('a worker that does not answer its health check', () => {
  const health = { everyMs: 20, unreadyAfter: 2, killAfter: 1000 };

  it('with ready gets no requests until it does', async () => {
    const { ask, events, workerUrls, get } = await startFake(
      {},
      { minInstances: 2, maxInstances: 2, health },
    );
    const [first = ''] = workerUrls();
    await fetch(`${first}/become?state=unready`);
    await until(() => events.some(({ type }) => type === 'unready'));
    const pids = new Set<number>();
    for (let i = 0; i < 6; i++) pids.add(JSON.parse((await ask({ query: 'x' })).body).pid);
    expect(pids.size).toBe(1);
    expect(JSON.parse((await get('/readyz')).body).workers).toBe(1);
    await fetch(`${first}/become?state=ready`);
    await until(() => events.some(({ type }) => type === 'ready'));
    for (let i = 0; i < 2; i++) pids.add(JSON.parse((await ask({ query: 'x' })).body).pid);
    expect(pids.size).toBe(2);
  });

  it('at all is ended and replaced, and its requests are answered by another', async () => {
    const { ask, events, workerUrls, workerSeen } = await startFake(
      {},
      { minInstances: 2, maxInstances: 2, health: { everyMs: 20, unreadyAfter: 1, killAfter: 2 } },
    );
    const [first = ''] = workerUrls();
    const { pid } = await workerSeen(first);
    process.kill(pid, 'SIGSTOP');
    const asked = Array.from({ length: 4 }, () => ask({ query: 'x' }));
    expect(await statuses(asked)).toEqual({ '200': 4 });
    await until(() => events.some(({ type }) => type === 'crashed'));
    await until(() => workerUrls().length === 3);
  });
});

describe('workers that cannot start', () => {
  it('are told in one line with what they said, and nothing is left running', async () => {
    const started = startFake({ fail: 'no model is called x' }, { minInstances: 2, maxInstances: 2 });
    await expect(started).rejects.toThrow('a worker did not start: no model is called x');
  });

  it('are not waited for longer than was said', async () => {
    const started = startFake({ startMs: 60_000 }, { minInstances: 1, maxInstances: 1, startTimeoutMs: 200 });
    await expect(started).rejects.toThrow('a worker did not start: it took more than 200 ms');
  });

  it('are not waited for once the start is called off', async () => {
    const stop = new AbortController();
    const started = startFake(
      { startMs: 3_600_000 },
      { minInstances: 1, maxInstances: 1, signal: stop.signal },
    );
    stop.abort(new Error('never mind'));
    await expect(started).rejects.toThrow('never mind');
  });
});
