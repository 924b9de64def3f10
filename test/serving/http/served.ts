import { request } from 'undici';
import { expect, onTestFinished } from 'vitest';
import { startBalanced } from '../../../src/serving/balanced/index.js';
import { systemClock } from '../../../src/serving/batching/clock.js';
import { serveRag } from '../../../src/serving/http/rag-server.js';
import { tierMetrics } from '../../../src/serving/http/tier-metrics.js';
import type { PipelineSpec, RunningTier } from '../../../src/serving/tier.js';
import { startTier } from '../../../src/serving/tiers/start-tier.js';
import { greedy } from '../balanced/scheduled/policies-of-tests.js';
import { smallTier } from '../tiers/small-tier.js';

export interface Served {
  readonly tier: RunningTier;
  readonly url: string;
  /** Who works: the tier itself, or the one worker behind its gateway. */
  readonly workerUrl: string;
}

interface Wishes {
  readonly emulated?: PipelineSpec['emulated'];
  /** Its requests must arrive within so long; a tier on its own then answers nothing but that. */
  readonly arrivesWithinMs?: number;
}

export type How = 'bare' | 'behind the gateway' | 'behind a scheduler';

/** The same tier without and with a gateway before it, ended with the test. */
export async function served(how: How, wishes: Wishes = {}): Promise<Served> {
  const started = await startServed(how, wishes);
  onTestFinished(() => started.tier.kill());
  return started;
}

/** As above, ended by whoever started it. */
export async function startServed(how: How, { emulated, arrivesWithinMs }: Wishes = {}): Promise<Served> {
  const spec = smallTier('batched', { maxWaitMs: 0 }, emulated && { emulated });
  const limit = arrivesWithinMs !== undefined && { arrivesWithinMs };
  if (how === 'bare') {
    const tier = await (limit ? impatient(limit) : startTier(spec));
    return { tier, url: tier.url, workerUrl: tier.url };
  }
  let workerUrl = '';
  const tier = await startBalanced(spec, {
    minInstances: 1,
    maxInstances: 1,
    autoscale: { by: 'none' },
    ...limit,
    ...(how === 'behind a scheduler' && {
      schedule: { policy: greedy(), sloMs: 60_000, emulated: spec.pipeline.emulated, log() {} },
    }),
    onEvent: (event) => {
      if (event.type === 'started') workerUrl = event.url;
    },
  });
  return { tier, url: tier.url, workerUrl };
}

/** The server of a tier, without what it would serve. */
function impatient(limit: { readonly arrivesWithinMs: number }): Promise<RunningTier> {
  return serveRag({
    ...limit,
    host: '127.0.0.1',
    port: 0,
    requestTimeoutMs: 60_000,
    metrics: tierMetrics({ tier: 'null', model: 'none', queueDepth: () => 0 }),
    clock: systemClock,
    description: {},
    answer: () => expect.fail('no request was to arrive'),
    onDrain() {},
    async close() {},
  });
}

export async function metricsOf(url: string): Promise<string> {
  const answer = await request(`${url}/metrics`);
  return answer.body.text();
}

/** Waits until a line of the metrics begins so. */
export async function untilMetric(url: string, start: string, value: number): Promise<void> {
  const lines = async () => (await metricsOf(url)).split('\n').filter((line) => line.startsWith(start));
  await expect
    .poll(async () => (await lines()).map((line) => Number(line.split(' ').at(-1))), { timeout: 60_000 })
    .toEqual([value]);
}
