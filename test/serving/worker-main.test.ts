import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { request } from 'undici';
import { describe, expect, it } from 'vitest';
import type { TierSpec } from '../../src/serving/tier.js';
import { smallTier } from './tiers/small-tier.js';

const ENTRY = fileURLToPath(new URL('../../dist/serving/worker-main.js', import.meta.url));
const SLOW = { emulated: { baseMs: 200, perRequestMs: 0, jitter: 0 } };

async function forked(spec: TierSpec): Promise<{ readonly worker: ChildProcess; readonly message: unknown }> {
  const worker = fork(ENTRY, [JSON.stringify(spec)], { stdio: 'ignore' });
  const [message] = await once(worker, 'message');
  return { worker, message };
}

function urlOf(message: unknown): string {
  if (typeof message === 'object' && message !== null && 'url' in message) return String(message.url);
  throw new Error(`expected where the worker listens, got ${JSON.stringify(message)}`);
}

async function ask(url: string): Promise<number> {
  const answer = await request(`${url}/rag`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'Who barks?' }),
  });
  await answer.body.dump();
  return answer.statusCode;
}

/** Whether the server has the request, or even had it. */
async function hasCome(url: string): Promise<boolean> {
  const answer = await request(`${url}/metrics`);
  return /^mls_(in_flight|requests_total)\S* 1$/m.test(await answer.body.text());
}

describe('a tier as a process of its own', () => {
  it.each([
    ['a message', (worker: ChildProcess) => worker.send({ drain: true })],
    ['SIGTERM', (worker: ChildProcess) => worker.kill('SIGTERM')],
    ['the end of its parent', (worker: ChildProcess) => worker.disconnect()],
  ])('says where it is, and on %s answers what it accepted and ends', async (_what, stop) => {
    const { worker, message } = await forked(smallTier('batched', {}, SLOW));
    const url = urlOf(message);
    const ended = once(worker, 'exit');
    const accepted = ask(url);
    await expect.poll(() => hasCome(url), { timeout: 60_000 }).toBe(true);
    stop(worker);
    expect(await accepted).toBe(200);
    expect(await ended).toEqual([0, null]);
  });

  it('says why it cannot start, and ends', async () => {
    const worker = fork(ENTRY, [JSON.stringify(smallTier('batched', {}, { corpus: 'none' }))], {
      stdio: 'ignore',
    });
    const ended = once(worker, 'exit');
    const [message] = await once(worker, 'message');
    expect(message).toEqual({ ready: false, error: expect.stringContaining('--corpus') });
    expect(await ended).toEqual([1, null]);
  });
});
