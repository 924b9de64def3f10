import { onTestFinished } from 'vitest';
import type { Policy } from '../../../../src/scheduling/policy.js';
import {
  type BalancedEvent,
  type BalancedOptions,
  startBalanced,
} from '../../../../src/serving/balanced/index.js';
import type { EmulatedProfile, RagAnswer } from '../../../../src/serving/tier.js';
import { smallTier } from '../../tiers/small-tier.js';

export interface Wishes extends Partial<BalancedOptions> {
  readonly emulated?: EmulatedProfile;
  /** As of a real model, whose profile nobody knows. */
  readonly isMeasured?: boolean;
  readonly workers?: number;
  readonly maxBatch?: number;
  readonly maxQueue?: number;
  readonly sloMs?: number;
}

export interface Asked {
  readonly status: number;
  readonly answer: RagAnswer;
  readonly code: string | undefined;
  readonly retryAfter: string | null;
}

/** A policy before real workers with the emulated model, ended with the test. */
export async function startScheduled(policy: Policy, wishes: Wishes = {}) {
  const { emulated = { baseMs: 5, perRequestMs: 1, jitter: 0 }, workers = 1 } = wishes;
  const { maxBatch = 4, maxQueue = 50, sloMs = 60_000, isMeasured = false, ...options } = wishes;
  const events: BalancedEvent[] = [];
  const lines: string[] = [];
  const tier = await startBalanced(smallTier('balanced', { maxBatch, maxQueue }, { emulated }), {
    minInstances: workers,
    maxInstances: workers,
    autoscale: { by: 'none' },
    schedule: { policy, sloMs, emulated: isMeasured ? undefined : emulated, log: (line) => lines.push(line) },
    onEvent: (event) => events.push(event),
    ...options,
  });
  onTestFinished(() => tier.kill());
  const ask = async (query = 'Which animals can hover?', signal?: AbortSignal): Promise<Asked> => {
    const response = await fetch(`${tier.url}/rag`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, k: 1 }),
      ...(signal && { signal }),
    });
    const body = JSON.parse(await response.text());
    const { status, headers } = response;
    return { status, answer: body, code: body.code, retryAfter: headers.get('retry-after') };
  };
  const metrics = async () => (await fetch(`${tier.url}/metrics`)).text();
  /** Workers that were started, in order. */
  const pids = () => events.flatMap((event) => (event.type === 'started' ? [event.pid] : []));
  const workerUrls = () => events.flatMap((event) => (event.type === 'started' ? [event.url] : []));
  return { tier, ask, metrics, events, lines, pids, workerUrls };
}
