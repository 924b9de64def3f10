import { connect } from 'node:net';
import { request } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import type { RagAnswer, RunningTier, TierSpec } from '../../../src/serving/tier.js';
import { startTier } from '../../../src/serving/tiers/start-tier.js';
import { smallTier } from './small-tier.js';

const running: RunningTier[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((tier) => tier.drain()));
});

async function started(spec: TierSpec): Promise<RunningTier> {
  const tier = await startTier(spec);
  running.push(tier);
  return tier;
}

async function ask(url: string, body: unknown, headers: Record<string, string> = {}, signal?: AbortSignal) {
  const answer = await request(`${url}/rag`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal && { signal }),
  });
  const json = (await answer.body.json()) as RagAnswer & { readonly error?: string };
  return { status: answer.statusCode, headers: answer.headers, json };
}

async function get(url: string): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await request(url);
  return { status: answer.statusCode, text: await answer.body.text() };
}

async function metric(url: string, name: string): Promise<number> {
  const { text } = await get(`${url}/metrics`);
  const line = text.split('\n').find((candidate) => candidate.startsWith(name));
  return Number(line?.split(' ').at(-1) ?? 'NaN');
}

/** Until `condition` holds: what it says is soon so, but not at a known time. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  await expect.poll(condition, { timeout: 20_000, interval: 2 }).toBe(true);
}

const HOVER = { query: 'Which animals can hover in the air?' };
/** Answers only when it is called off. */
const ENDLESS = { emulated: { baseMs: 3_600_000, perRequestMs: 0, jitter: 0 } };

/** So that some are still to be answered when the last has come. */
const UNHURRIED = { emulated: { baseMs: 150, perRequestMs: 0, jitter: 0 } };

describe.each(['baseline', 'batched'] as const)('tier %s', (tier) => {
  it('answers from the passage that the question is about, and says that it is emulated', async () => {
    const { url } = await started(smallTier(tier));
    const { status, json, headers } = await ask(url, HOVER, { 'x-request-id': 'mine-1' });
    expect(status).toBe(200);
    expect(headers['x-request-id']).toBe('mine-1');
    expect(json.passages).toHaveLength(2);
    expect(json.passages[0]?.title).toBe('Hummingbirds');
    expect(json.model).toBe('emulated');
    expect(json.result).toContain('(emulated)');
    expect(json.timings.batch).toBe(1);
    expect(json.timings.generateMs).toBeGreaterThan(0);
    expect((await get(`${url}/healthz`)).text).toContain('"model":"emulated"');
    expect((await get(`${url}/readyz`)).status).toBe(200);
    expect(await metric(url, `mls_requests_total{status="200",tier="${tier}",model="emulated"}`)).toBe(1);
  });

  it('gives as many passages as asked for, and all where there are fewer', async () => {
    const { url } = await started(smallTier(tier));
    const [one, many] = await Promise.all([ask(url, { ...HOVER, k: 1 }), ask(url, { ...HOVER, k: 50 })]);
    expect(one.json.passages).toHaveLength(1);
    expect(many.json.passages).toHaveLength(3);
  });

  it.each([
    ['malformed JSON', '{"query": "x', 400],
    ['no query', {}, 400],
    ['an empty query', { query: '' }, 400],
    ['a query that is no text', { query: 7 }, 400],
    ['a number as text', { query: 'x', k: '2' }, 400],
    ['no passages', { query: 'x', k: 0 }, 400],
    ['a member that is unknown', { query: 'x', kk: 2 }, 400],
    ['a body of 10 MB', { query: 'x'.repeat(10_000_000) }, 413],
  ])('refuses %s in one line', async (_what, body, status) => {
    const { url } = await started(smallTier(tier));
    expect(await ask(url, body)).toMatchObject({
      status,
      json: { error: expect.stringMatching(/^[^\n]+$/) },
    });
    expect((await ask(url, HOVER)).status).toBe(200);
  });

  it('answers all it accepted when it is drained under load, and refuses others', async () => {
    const tierUnderTest = await startTier(smallTier(tier, {}, UNHURRIED));
    const { url } = tierUnderTest;
    const accepted = Array.from({ length: 12 }, () => ask(url, HOVER));
    await until(async () => {
      const { text } = await get(`${url}/metrics`);
      const lines = [...text.matchAll(/^mls_(?:in_flight|requests_total)\{.* (\d+)$/gm)];
      return lines.reduce((sum, [, count]) => sum + Number(count), 0) === 12;
    });
    const drained = tierUnderTest.drain();
    expect((await get(`${url}/readyz`)).status).toBe(503);
    const late = await ask(url, HOVER).catch((error: unknown) => error);
    if (!(late instanceof Error)) {
      expect(late).toMatchObject({ status: 503, headers: { 'retry-after': '5', connection: 'close' } });
    }
    expect((await Promise.all(accepted)).map(({ status }) => status)).toEqual(Array(12).fill(200));
    await drained;
    await expect(get(`${url}/healthz`)).rejects.toThrow();
  });

  it('is not held up while draining by a client that sends nothing', async () => {
    const tierUnderTest = await startTier(smallTier(tier));
    const idle = connect(Number(new URL(tierUnderTest.url).port), '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    idle.on('error', () => {});
    idle.write(
      'POST /rag HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{"que',
    );
    await tierUnderTest.drain();
    idle.destroy();
  });

  it('drops a request whose client left', async () => {
    const held = await startTier(smallTier(tier, { maxBatch: 1 }, ENDLESS));
    const { url } = held;
    const first = expect(ask(url, HOVER)).rejects.toThrow();
    await until(async () => (await metric(url, 'mls_in_flight')) === 1);
    const leaving = new AbortController();
    const left = ask(url, HOVER, {}, leaving.signal);
    await until(async () => (await metric(url, 'mls_queue_depth')) === 1);
    leaving.abort();
    await expect(left).rejects.toThrow();
    await until(async () => (await metric(url, 'mls_queue_depth')) === 0);
    await until(async () => (await metric(url, 'mls_refusals_total{reason="left"')) === 1);
    // Only the first was worked on.
    expect(await metric(url, 'mls_batch_size_count')).toBe(1);
    held.kill();
    await first;
  });

  it('answers 504 when the time of a request is over', async () => {
    const { url } = await started({ ...smallTier(tier, {}, ENDLESS), requestTimeoutMs: 30 });
    expect(await ask(url, HOVER)).toMatchObject({ status: 504, json: { error: expect.any(String) } });
    expect(await metric(url, 'mls_refusals_total{reason="timeout"')).toBe(1);
  });
});

describe('tier batched', () => {
  it('answers requests together, each as it would be answered alone', async () => {
    const { url } = await started(smallTier('batched', { maxBatch: 3, maxWaitMs: 5000 }));
    const queries = ['Who hunts mice?', 'Who barks at strangers?', 'Who drinks nectar?'];
    const answers = await Promise.all(queries.map((query) => ask(url, { query })));
    expect(answers.map(({ json }) => json.timings.batch)).toEqual([3, 3, 3]);
    const alone = await started(smallTier('baseline'));
    for (const [i, query] of queries.entries()) {
      const { json } = await ask(alone.url, { query });
      expect(answers[i]?.json).toMatchObject({ query, result: json.result, passages: json.passages });
    }
  });

  it('answers 503 and when to try again where the queue is full, and keeps those it has', async () => {
    const held = await startTier(smallTier('batched', { maxBatch: 1, maxQueue: 2, maxWaitMs: 1 }, ENDLESS));
    const { url } = held;
    const asked = Array.from({ length: 6 }, () => ask(url, HOVER).catch(() => undefined));
    await until(async () => (await metric(url, 'mls_refusals_total{reason="full"')) === 3);
    expect(await metric(url, 'mls_in_flight')).toBe(3);
    expect(await metric(url, 'mls_queue_depth')).toBe(2);
    held.kill();
    const refused = (await Promise.all(asked)).filter((answer) => answer !== undefined);
    expect(refused.map(({ status, headers }) => [status, headers['retry-after']])).toEqual(
      Array(3).fill([503, '1']),
    );
  });
});

describe('tier baseline', () => {
  it('answers one after another and refuses nobody', async () => {
    const { url } = await started(smallTier('baseline', { maxQueue: 1 }));
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(url, HOVER)));
    expect(answers.map(({ status, json }) => [status, json.timings.batch])).toEqual(Array(20).fill([200, 1]));
  });
});

describe('tier null', () => {
  it('answers at once, with nothing, and validates all the same', async () => {
    const { url } = await started(smallTier('null'));
    expect(await ask(url, HOVER)).toMatchObject({
      status: 200,
      json: { result: '', passages: [], model: 'none' },
    });
    expect((await ask(url, {})).status).toBe(400);
  });
});

it('tells that a port is taken, and keeps nothing open', async () => {
  const { url } = await started(smallTier('null'));
  const taken = { ...smallTier('batched'), port: Number(new URL(url).port) };
  await expect(startTier(taken)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
