import { Readable } from 'node:stream';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningTier } from '../../../src/serving/tier.js';
import { expositionFaults } from './exposition.js';
import { post, RawClient } from './raw-client.js';
import { type How, metricsOf, served, startServed, untilMetric } from './served.js';

const QUESTION = JSON.stringify({ query: 'Which animals can hover in the air?' });
const JSON_TYPE = { 'content-type': 'application/json' };
/** Of unknown length to whoever gets them. */
function* tenMegabytes() {
  for (let i = 0; i < 100; i++) yield Buffer.alloc(100_000, 'x');
}
/** Takes until somebody calls it off. */
const ENDLESS = { baseMs: 3_600_000, perRequestMs: 0, jitter: 0 };

/** A request goes to the one who answers it at once. */
const AT_ONCE: readonly How[] = ['bare', 'behind the gateway'];
const HOW: readonly How[] = [...AT_ONCE, 'behind a scheduler'];

describe.each(HOW)('HTTP of a tier, %s', (how) => {
  let tier: RunningTier;
  let url: string;
  beforeAll(async () => {
    ({ tier, url } = await startServed(how));
  });
  afterAll(() => tier.kill());

  it('names every failure by status, code and id, in one shape', async () => {
    const cases = [
      ['GET', '/nowhere', undefined, {}, 404, 'no-such-path'],
      ['POST', '/', QUESTION, JSON_TYPE, 404, 'no-such-path'],
      ['GET', '/rag', undefined, {}, 405, 'wrong-method'],
      ['OPTIONS', '/rag', undefined, {}, 405, 'wrong-method'],
      ['DELETE', '/metrics', undefined, {}, 405, 'wrong-method'],
      ['POST', '/healthz', QUESTION, JSON_TYPE, 405, 'wrong-method'],
      ['POST', '/rag', '{"query": ', JSON_TYPE, 400, 'bad-request'],
      ['POST', '/rag', '', JSON_TYPE, 400, 'bad-request'],
      ['POST', '/rag', '[]', JSON_TYPE, 400, 'bad-request'],
      ['POST', '/rag', '{"__proto__": {"k": 1}, "query": "x"}', JSON_TYPE, 400, 'bad-request'],
      ['POST', '/rag', QUESTION, { 'content-type': 'text/plain' }, 415, 'wrong-content-type'],
      [
        'POST',
        '/rag',
        QUESTION,
        { 'content-type': 'application/x-www-form-urlencoded' },
        415,
        'wrong-content-type',
      ],
      ['POST', '/rag', QUESTION, {}, 415, 'wrong-content-type'],
      ['POST', '/rag', Buffer.alloc(10_000_000, 'x'), JSON_TYPE, 413, 'body-too-large'],
      ['POST', '/rag', (): Readable => Readable.from(tenMegabytes()), JSON_TYPE, 413, 'body-too-large'],
    ] as const;
    for (const [method, path, body, headers, status, code] of cases) {
      const answer = await request(url + path, {
        method,
        headers: { ...headers, 'x-request-id': 'mine-7' },
        ...(body !== undefined && { body: typeof body === 'function' ? body() : body }),
      });
      const what = `${method} ${path} ${String(body).slice(0, 20)} ${JSON.stringify(headers)}`;
      expect([what, answer.statusCode, await answer.body.json()]).toEqual([
        what,
        status,
        { error: expect.stringMatching(/^[^\n]+$/), code, requestId: 'mine-7' },
      ]);
      expect(answer.headers['x-request-id']).toBe('mine-7');
      expect(answer.headers['content-type']).toContain('application/json');
      if (status === 405) expect(answer.headers.allow).toBe(path === '/rag' ? 'POST' : 'GET, HEAD');
    }
    const after = await request(`${url}/rag`, { method: 'POST', headers: JSON_TYPE, body: QUESTION });
    expect(after.statusCode).toBe(200);
    await after.body.dump();
  });

  it('answers HEAD as GET, without a body', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      const { statusCode, body } = await request(url + path, { method: 'HEAD' });
      expect([path, statusCode, await body.text()]).toEqual([path, 200, '']);
    }
  });

  it('takes the id of a request from its client only where it can stand in a log', async () => {
    for (const [given, taken] of [
      ['trace:01.a_b-c', 'trace:01.a_b-c'],
      ['a b', /^[0-9a-f-]{36}$/],
      ['x'.repeat(129), /^[0-9a-f-]{36}$/],
      ['{"a":1}', /^[0-9a-f-]{36}$/],
    ] as const) {
      const { headers, body } = await request(`${url}/rag`, {
        method: 'POST',
        headers: { ...JSON_TYPE, 'x-request-id': given },
        body: QUESTION,
      });
      await body.dump();
      expect(headers['x-request-id']).toMatch(taken);
    }
  });

  it.each([
    ['headers that are huge', `GET /healthz HTTP/1.1\r\nhost: x\r\na: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
    ['what is no HTTP', 'hello\r\n\r\n', 400],
    ['a method that nobody knows', 'FROB /rag HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    [
      'a body with two lengths',
      'POST /rag HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}',
      400,
    ],
  ])('answers %s on the bare connection, and ends it', async (_what, text, status) => {
    const [answer] = await new RawClient(url).write(text).untilClosed();
    expect(answer?.status).toBe(status);
    expect(JSON.parse(answer?.body ?? '')).toEqual({
      error: expect.any(String),
      code: status === 431 ? 'headers-too-large' : 'bad-request',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('answers requests that came without waiting, in their order', async () => {
    const ids = Array.from({ length: 30 }, (_, i) => `n-${i}`);
    const client = new RawClient(url).write(ids.map((id) => post(QUESTION, { 'x-request-id': id })).join(''));
    const answers = await client.answers(30);
    expect(answers.map(({ status }) => status)).toEqual(Array(30).fill(200));
    expect(answers.map(({ headers }) => headers['x-request-id'])).toEqual(ids);
    client.socket.destroy();
  });
});

describe.each(HOW)('a tier of its own, %s,', (how) => {
  it.each([
    ['headers', 'POST /rag HTTP/1.1\r\nhost: x\r\nx-a: '],
    ['a body', post(QUESTION).slice(0, -5)],
  ])('answers 408 to a client that does not get on with %s', async (_what, text) => {
    const { url } = await served(how, { arrivesWithinMs: 400 });
    const [answer] = await new RawClient(url).write(text).untilClosed();
    expect(answer?.status).toBe(408);
    expect(JSON.parse(answer?.body ?? '').code).toBe('request-too-slow');
  });

  it('is not held up while draining by requests that do not arrive', async () => {
    const { tier, url } = await served(how);
    const clients = [post(QUESTION).slice(0, -5), 'POST /rag HTTP/1.1\r\nho', ''].map((text) =>
      new RawClient(url).write(text),
    );
    expect(await metricsOf(url)).toContain('mls_in_flight');
    await tier.drain();
    for (const client of clients) await client.untilClosed();
  });

  it('tells metrics that Prometheus can read', async () => {
    const { url, workerUrl } = await served(how);
    for (const body of [QUESTION, '{']) {
      const answer = await request(`${url}/rag`, { method: 'POST', headers: JSON_TYPE, body });
      await answer.body.dump();
    }
    await untilMetric(url, 'mls_request_seconds_count', 2);
    const own = await metricsOf(url);
    const workers = await metricsOf(workerUrl);
    expect([expositionFaults(own), expositionFaults(workers)]).toEqual([[], []]);
    for (const name of ['mls_queue_depth', 'mls_batch_size_bucket', 'mls_stage_seconds_bucket'])
      expect(workers).toContain(name);
    if (how !== 'bare') expect(own).toContain('mls_instances{state="serving"');
  });
});

describe.each(AT_ONCE)('a tier that works at once, %s,', (how) => {
  it('calls off all that a client asked for when it leaves, and is not held up by it', async () => {
    const { tier, url, workerUrl } = await served(how, { emulated: ENDLESS });
    const client = new RawClient(url).write(post(QUESTION).repeat(7));
    await untilMetric(workerUrl, 'mls_in_flight', 7);
    client.socket.destroy();
    await untilMetric(url, 'mls_in_flight', 0);
    await untilMetric(workerUrl, 'mls_in_flight', 0);
    await untilMetric(workerUrl, 'mls_queue_depth', 0);
    await untilMetric(workerUrl, 'mls_refusals_total{reason="left"', 7);
    await untilMetric(url, 'mls_requests_total{status="499"', 7);
    await tier.drain();
  });

  it('answers all of several requests on one connection when it is drained meanwhile', async () => {
    const { tier, url, workerUrl } = await served(how, {
      emulated: { baseMs: 200, perRequestMs: 0, jitter: 0 },
    });
    const client = new RawClient(url).write(post(QUESTION).repeat(10));
    await expect
      .poll(async () => sumOf(await metricsOf(workerUrl), /^mls_(?:in_flight|requests_total)\{.* (\d+)$/gm), {
        timeout: 60_000,
      })
      .toBe(10);
    await tier.drain();
    expect((await client.untilClosed()).map(({ status }) => status)).toEqual(Array(10).fill(200));
  });
});

function sumOf(metrics: string, pattern: RegExp): number {
  return [...metrics.matchAll(pattern)].reduce((sum, [, value]) => sum + Number(value), 0);
}
