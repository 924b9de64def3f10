import { request as httpRequest } from 'node:http';
import { createConnection } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startFake, statuses, until } from '../fake-tier.js';

describe('the gateway', () => {
  it('hands a request on to a worker and its answer back', async () => {
    const { ask } = await startFake({}, { minInstances: 1, maxInstances: 1 });
    const { status, body, headers } = await ask({ query: 'is it so?' });
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ query: 'is it so?', result: 'fake' });
    expect(headers['content-type']).toBe('application/json');
  });

  it('passes the id of a request on and back, and gives one to a request without', async () => {
    const { ask, workerUrls, workerSeen } = await startFake({}, { minInstances: 1, maxInstances: 1 });
    const named = await ask({ query: 'a' }, { headers: { 'x-request-id': 'abc-1' } });
    expect(named.headers['x-request-id']).toBe('abc-1');
    const unnamed = await ask({ query: 'b' });
    const id = unnamed.headers['x-request-id'];
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    const [url = ''] = workerUrls();
    expect((await workerSeen(url)).ids).toEqual(['abc-1', id]);
  });

  it('takes turns among workers, and keeps connections to them', async () => {
    const { ask } = await startFake({}, { minInstances: 3, maxInstances: 3 });
    const pids: number[] = [];
    for (let i = 0; i < 9; i++) pids.push(JSON.parse((await ask({ query: 'x' })).body).pid);
    expect(new Set(pids).size).toBe(3);
    expect(pids.slice(3)).toEqual(pids.slice(0, 6));
  });

  it('leaves it to the worker to judge a body: malformed JSON is answered 400', async () => {
    const { ask } = await startFake({}, { minInstances: 1, maxInstances: 1 });
    const { status, body } = await ask('{"query": ');
    expect(status).toBe(400);
    expect(JSON.parse(body)).toEqual({ error: 'not JSON' });
  });

  it('answers 413 to 10 MB, and no worker sees them', async () => {
    const { ask, workerUrls, workerSeen } = await startFake({}, { minInstances: 1, maxInstances: 1 });
    const { status, body } = await ask(Buffer.alloc(10_000_000, 'x'));
    expect(status).toBe(413);
    expect(JSON.parse(body).code).toBe('body-too-large');
    const [url = ''] = workerUrls();
    expect((await workerSeen(url)).received).toBe(0);
    expect((await ask({ query: 'still there?' })).status).toBe(200);
  });

  it('answers 413 to a long body that does not say how long it is', async () => {
    const { tier } = await startFake({}, { minInstances: 1, maxInstances: 1, bodyLimitBytes: 1000 });
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = httpRequest(`${tier.url}/rag`, { method: 'POST' }, (answer) => resolve(answer.statusCode));
      sent.on('error', reject);
      for (let i = 0; i < 10; i++) sent.write(Buffer.alloc(500, 'x'));
      sent.end();
    });
    expect(status).toBe(413);
  });

  it('does not ask a client that offers too much to go on', async () => {
    const { tier } = await startFake({}, { minInstances: 1, maxInstances: 1 });
    const offer = (bytes: number) =>
      new Promise<string>((resolve, reject) => {
        const sent = httpRequest(
          `${tier.url}/rag`,
          { method: 'POST', headers: { expect: '100-continue', 'content-length': bytes } },
          (answer) => {
            resolve(`answered ${answer.statusCode}`);
            sent.destroy();
          },
        );
        sent.on('continue', () => {
          resolve('told to go on');
          sent.destroy();
        });
        sent.on('error', reject);
        sent.flushHeaders();
      });
    expect(await offer(10_000_000)).toBe('answered 413');
    expect(await offer(10)).toBe('told to go on');
  });

  it('accepts a body of just the limit', async () => {
    const { ask } = await startFake({}, { minInstances: 1, maxInstances: 1, bodyLimitBytes: 100 });
    const body = JSON.stringify({ query: 'x'.repeat(88) });
    expect(body.length).toBe(100);
    expect((await ask(body)).status).toBe(200);
    expect((await ask(`${body} `)).status).toBe(413);
  });

  it('streams a long answer whole, with and without a length', async () => {
    const { ask } = await startFake({}, { minInstances: 1, maxInstances: 1 });
    for (const chunked of [false, true]) {
      const { status, body } = await ask({ query: 'x', bytes: 3_000_000, chunked });
      expect(status).toBe(200);
      expect(body.length).toBe(3_000_000);
    }
  });

  it('does not read on from a worker while the client does not', async () => {
    const { tier, workerUrls, workerSeen } = await startFake({}, { minInstances: 1, maxInstances: 1 });
    const { port } = new URL(tier.url);
    const socket = createConnection(Number(port), '127.0.0.1');
    socket.pause();
    const body = JSON.stringify({ query: 'x', bytes: 200_000_000 });
    socket.write(`POST /rag HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    const [url = ''] = workerUrls();
    let before = -1;
    // What fits into the buffers on the way is written, and then no more.
    await until(async () => {
      const { written = 0 } = await workerSeen(url);
      const still = written > 0 && written === before;
      before = written;
      await new Promise((resolve) => setTimeout(resolve, 100));
      return still;
    });
    expect(before).toBeLessThan(100_000_000);
    socket.destroy();
    await until(async () => (await workerSeen(url)).left === 1);
  });

  it('does not let a client that sends slowly hold a worker, and answers it in the end', async () => {
    const { tier, ask, workerUrls, workerSeen } = await startFake(
      {},
      { minInstances: 1, maxInstances: 1, mostOutstanding: 1 },
    );
    const body = JSON.stringify({ query: 'slow' });
    const status = new Promise<number | undefined>((resolve, reject) => {
      const sent = httpRequest(`${tier.url}/rag`, { method: 'POST' }, (answer) => resolve(answer.statusCode));
      sent.on('error', reject);
      void (async () => {
        for (const letter of body) {
          sent.write(letter);
          await new Promise((next) => setTimeout(next, 10));
        }
        sent.end();
      })();
    });
    const [url = ''] = workerUrls();
    expect((await ask({ query: 'quick' })).status).toBe(200);
    expect((await workerSeen(url)).received).toBe(1);
    expect(await status).toBe(200);
  });

  it('answers 408 to a request that does not arrive in time, and 504 to one that is not answered in time', async () => {
    const { tier, ask, workerUrls, workerSeen } = await startFake(
      {},
      { minInstances: 1, maxInstances: 1, requestTimeoutMs: 300 },
    );
    const status = new Promise<number | undefined>((resolve, reject) => {
      const sent = httpRequest(`${tier.url}/rag`, { method: 'POST' }, (answer) => resolve(answer.statusCode));
      sent.on('error', reject);
      sent.write('{');
    });
    expect(await status).toBe(408);
    const late = await ask({ query: 'x', hang: true });
    expect(late.status).toBe(504);
    expect(JSON.parse(late.body).code).toBe('timeout');
    const [url = ''] = workerUrls();
    await until(async () => (await workerSeen(url)).left === 1);
  });

  it('calls off the work for a client that leaves', async () => {
    const { ask, get, workerUrls, workerSeen } = await startFake({}, { minInstances: 1, maxInstances: 1 });
    const leave = new AbortController();
    const asked = ask({ query: 'x', hang: true }, { signal: leave.signal });
    const [url = ''] = workerUrls();
    await until(async () => (await workerSeen(url)).received === 1);
    leave.abort();
    await expect(asked).rejects.toThrow();
    await until(async () => (await workerSeen(url)).left === 1);
    await until(async () =>
      (await get('/metrics')).body.includes('mls_requests_total{status="499",tier="balanced"} 1'),
    );
    expect((await get('/metrics')).body).toContain('mls_worker_outstanding{worker="1",tier="balanced"} 0');
  });

  it('answers 503 with Retry-After when all queues are full, and loses none that it accepted', async () => {
    const { ask, active, release } = await startFake(
      {},
      { minInstances: 2, maxInstances: 2, mostOutstanding: 5 },
    );
    const accepted = Array.from({ length: 10 }, () => ask({ query: 'x', held: true }));
    await until(async () => (await active()) === 10);
    const tooMany = Array.from({ length: 30 }, () => ask({ query: 'x', held: true }));
    expect(await statuses(tooMany)).toEqual({ '503': 30 });
    for (const { headers, body } of await Promise.all(tooMany)) {
      expect(headers['retry-after']).toBe('1');
      expect(JSON.parse(body).code).toBe('queue-full');
    }
    await release();
    expect(await statuses(accepted)).toEqual({ '200': 10 });
    expect((await ask({ query: 'room again?' })).status).toBe(200);
  });

  it('gives a request that one worker refuses to another, and 503 when all refuse', async () => {
    const { ask, get, release } = await startFake(
      { together: 1, maxQueue: 1 },
      { minInstances: 2, maxInstances: 2, mostOutstanding: 100 },
    );
    // Of each worker one in service and one in its queue.
    const held = Array.from({ length: 4 }, () => ask({ query: 'x', held: true }));
    const both = /mls_worker_outstanding\{worker="1",[^}]*\} 2\n.*worker="2",[^}]*\} 2/;
    await until(async () => both.test((await get('/metrics')).body));
    const refused = await ask({ query: 'one too many' });
    expect(refused.status).toBe(503);
    expect(refused.headers['retry-after']).toBe('1');
    await release();
    expect(await statuses(held)).toEqual({ '200': 4 });
    expect((await get('/metrics')).body).toContain('mls_passed_on_total{tier="balanced"} 1');
  });

  it('says what it expects where it is asked for something else', async () => {
    const { ask, get } = await startFake({}, { minInstances: 1, maxInstances: 1 });
    expect((await ask({}, { path: '/other' })).status).toBe(404);
    expect((await get('/rag')).status).toBe(405);
    expect((await ask({}, { path: '/metrics' })).status).toBe(405);
  });

  it('tells its health, its readiness and its counts', async () => {
    const { ask, get } = await startFake({}, { minInstances: 2, maxInstances: 2 });
    await ask({ query: 'x' });
    await ask('nonsense');
    expect((await get('/healthz')).status).toBe(200);
    expect(JSON.parse((await get('/readyz')).body)).toEqual({ status: 'ready', workers: 2 });
    const { body, headers } = await get('/metrics');
    expect(headers['content-type']).toContain('text/plain');
    for (const line of [
      'mls_requests_total{status="200",tier="balanced"} 1',
      'mls_requests_total{status="400",tier="balanced"} 1',
      'mls_in_flight{tier="balanced"} 0',
      'mls_worker_requests_total{worker="1",tier="balanced"} 1',
      'mls_worker_requests_total{worker="2",tier="balanced"} 1',
      'mls_instances{state="serving",tier="balanced"} 2',
      'mls_scaling_events_total{direction="up",tier="balanced"} 0',
    ]) {
      expect(body).toContain(line);
    }
  });

  it('forwards headers, but none that belongs to one connection', async () => {
    const { ask, workerUrls, workerSeen } = await startFake({}, { minInstances: 1, maxInstances: 1 });
    await ask({ query: 'x' }, { headers: { traceparent: '00-1-2-01', te: 'trailers' } });
    const [url = ''] = workerUrls();
    const { headers } = await workerSeen(url);
    expect(headers).toMatchObject({ traceparent: '00-1-2-01', 'content-type': 'application/json' });
    expect(headers).not.toHaveProperty('te');
    expect(headers?.host).toBe(new URL(url).host);
  });
});
