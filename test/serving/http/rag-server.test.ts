import { expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../../../src/serving/batching/clock.js';
import { type RagServerOptions, serveRag } from '../../../src/serving/http/rag-server.js';
import { tierMetrics } from '../../../src/serving/http/tier-metrics.js';
import type { RagAnswer } from '../../../src/serving/tier.js';
import { post, RawClient } from './raw-client.js';

const QUESTION = post(JSON.stringify({ query: 'x' }));

function answerOf(result: string): RagAnswer {
  const timings = { queueMs: 0, embedMs: 0, retrieveMs: 0, generateMs: 0, batch: 1 };
  return { query: 'x', result, passages: [], model: 'none', timings };
}

async function serve(given: Pick<RagServerOptions, 'answer'> & Partial<RagServerOptions>) {
  const close = vi.fn(async () => {});
  const tier = await serveRag({
    host: '127.0.0.1',
    port: 0,
    requestTimeoutMs: 60_000,
    metrics: tierMetrics({ tier: 'null', model: 'none', queueDepth: () => 0 }),
    clock: systemClock,
    description: {},
    onDrain() {},
    close,
    ...given,
  });
  onTestFinished(() => tier.kill());
  return { tier, close };
}

it('is not held up while draining by a client that does not read its answer', async () => {
  const answer = vi.fn(async () => answerOf('x'.repeat(50_000_000)));
  const { tier, close } = await serve({ answer, requestTimeoutMs: 700 });
  const client = new RawClient(tier.url);
  client.socket.pause();
  client.write(QUESTION);
  await expect.poll(() => answer.mock.calls.length, { timeout: 60_000 }).toBe(1);
  await tier.drain();
  expect(close).toHaveBeenCalledOnce();
  client.socket.destroy();
});

it('says in one line why it could not answer, and goes on', async () => {
  let failing = true;
  const { tier } = await serve({
    async answer() {
      if (failing) throw new Error('the model\n  is gone');
      return answerOf('back');
    },
  });
  const [failed] = await new RawClient(tier.url).write(QUESTION).answers(1);
  expect([failed?.status, JSON.parse(failed?.body ?? '')]).toMatchObject([
    500,
    { error: 'the model is gone', code: 'internal' },
  ]);
  failing = false;
  const [good] = await new RawClient(tier.url).write(QUESTION).answers(1);
  expect(good?.status).toBe(200);
});

it('tells a client on a kept connection, while it drains, to come on another', async () => {
  let release: (() => void) | undefined;
  const { tier } = await serve({
    async answer() {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return answerOf('late');
    },
  });
  const first = new RawClient(tier.url).write(QUESTION);
  await expect.poll(() => release, { timeout: 60_000 }).toBeDefined();
  const drained = tier.drain();
  const [refused] = await new RawClient(tier.url).write(QUESTION).untilClosed();
  expect([refused?.status, refused?.headers.connection]).toEqual([503, 'close']);
  expect(JSON.parse(refused?.body ?? '').code).toBe('draining');
  release?.();
  const [answered] = await first.untilClosed();
  expect(answered?.status).toBe(200);
  await drained;
});

it('closes what it serves once, however it ends', async () => {
  const { tier, close } = await serve({ answer: async () => answerOf('') });
  tier.kill();
  await Promise.all([tier.drain(), tier.drain()]);
  tier.kill();
  expect(close).toHaveBeenCalledOnce();
});
