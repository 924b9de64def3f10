import { createConnection } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startFake, statuses, until } from './fake-tier.js';

describe('draining the tier', () => {
  it('in mid-load answers what was accepted, refuses what comes, and ends every worker', async () => {
    const { tier, ask, events, workerUrls, workerSeen, active, release } = await startFake(
      {},
      { minInstances: 2, maxInstances: 2 },
    );
    const pids = await Promise.all(workerUrls().map(async (url) => (await workerSeen(url)).pid));
    const accepted = Array.from({ length: 50 }, () => ask({ query: 'x', held: true }));
    await until(async () => (await active()) === 50);
    const drained = tier.drain();
    const late = await ask({ query: 'too late' });
    expect(late.status).toBe(503);
    expect(late.headers['retry-after']).toBe('5');
    expect(late.headers.connection).toBe('close');
    expect(JSON.parse(late.body).code).toBe('draining');
    await release();
    expect(await statuses(accepted)).toEqual({ '200': 50 });
    for (const { headers } of await Promise.all(accepted)) expect(headers.connection).toBe('close');
    await drained;
    await expect(ask({ query: 'x' })).rejects.toThrow();
    expect(events.filter(({ type }) => type === 'stopped').length).toBe(2);
    expect(events.filter(({ type }) => type === 'crashed')).toEqual([]);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow();
  });

  it('is not held up by a client that does not read its answer', async () => {
    const { tier, workerUrls, workerSeen } = await startFake(
      {},
      { minInstances: 1, maxInstances: 1, requestTimeoutMs: 700 },
    );
    const socket = createConnection(Number(new URL(tier.url).port), '127.0.0.1');
    socket.on('error', () => {});
    socket.pause();
    const body = JSON.stringify({ query: 'x', bytes: 100_000_000 });
    socket.write(`POST /rag HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    const [url = ''] = workerUrls();
    await until(async () => ((await workerSeen(url)).written ?? 0) > 0);
    await tier.drain();
    socket.destroy();
  });

  it('twice is draining once', async () => {
    const { tier, events } = await startFake({}, { minInstances: 1, maxInstances: 1 });
    await Promise.all([tier.drain(), tier.drain()]);
    await tier.drain();
    expect(events.filter(({ type }) => type === 'stopped').length).toBe(1);
  });

  it('is not held up by a request that is never answered', async () => {
    const { tier, ask, workerUrls, workerSeen } = await startFake(
      {},
      { minInstances: 1, maxInstances: 1, requestTimeoutMs: 500 },
    );
    const asked = ask({ query: 'x', hang: true });
    const [url = ''] = workerUrls();
    await until(async () => (await workerSeen(url)).received === 1);
    await tier.drain();
    expect((await asked).status).toBe(504);
  });
});

describe('killing the tier', () => {
  it('ends its workers at once', async () => {
    const { tier, ask, workerUrls, workerSeen } = await startFake({}, { minInstances: 1, maxInstances: 1 });
    const [url = ''] = workerUrls();
    const { pid } = await workerSeen(url);
    const asked = ask({ query: 'x', hang: true });
    const broken = expect(asked).rejects.toThrow();
    await until(async () => (await workerSeen(url)).received === 1);
    tier.kill();
    await broken;
    await until(() => {
      try {
        process.kill(pid, 0);
        return false;
      } catch {
        return true;
      }
    });
  });
});
