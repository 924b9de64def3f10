import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { post, RawClient } from '../http/raw-client.js';
import { metricsOf } from '../http/served.js';
import { smallTier } from '../tiers/small-tier.js';

const ENTRY = fileURLToPath(new URL('../../../dist/serving/worker-main.js', import.meta.url));

it('SIGTERM to the process of a gateway in mid-load: all it accepted is answered, and nothing is left running', async () => {
  // Long enough that some are on their way when it comes.
  const slow = { emulated: { baseMs: 300, perRequestMs: 0, jitter: 0 } };
  const tier = fork(ENTRY, [JSON.stringify(smallTier('balanced', {}, slow))], { stdio: 'ignore' });
  onTestFinished(() => {
    tier.kill('SIGKILL');
  });
  const ended = once(tier, 'exit');
  const [{ url }] = await once(tier, 'message');
  const clients = Array.from({ length: 24 }, () =>
    new RawClient(url).write(post(JSON.stringify({ query: 'Who barks?' }))),
  );
  const matches = async (pattern: RegExp) =>
    [...(await metricsOf(url)).matchAll(pattern)].map(([, found]) => found ?? '');
  // Of a counter, which does not miss those that are answered meanwhile.
  const sentOn = async () => (await matches(/^mls_worker_requests_total\{.* (\d+)$/gm)).map(Number);
  await expect.poll(async () => (await sentOn()).reduce((a, b) => a + b), { timeout: 60_000 }).toBe(24);
  const workers = await matches(/^mls_worker_info\{.*url="([^"]+)"/gm);
  expect(workers).toHaveLength(2);
  tier.kill('SIGTERM');
  const answers = await Promise.all(clients.map((client) => client.untilClosed()));
  expect(answers.flat().map(({ status }) => status)).toEqual(Array(24).fill(200));
  expect(await ended).toEqual([0, null]);
  for (const at of [url, ...workers]) await expect(metricsOf(at)).rejects.toThrow('ECONNREFUSED');
});
