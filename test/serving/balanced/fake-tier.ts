import { Agent, request } from 'undici';
import { onTestFinished } from 'vitest';
import {
  type BalancedEvent,
  type BalancedOptions,
  startBalanced,
} from '../../../src/serving/balanced/index.js';
import type { TierSpec } from '../../../src/serving/tier.js';

export interface FakeWorkers {
  readonly serviceMs?: number;
  readonly startMs?: number;
  /** Requests it serves together. */
  readonly together?: number;
  readonly maxQueue?: number;
  /** Starting fails, with this message. */
  readonly fail?: string;
}

export function fakeSpec({ maxQueue = 1000, ...workers }: FakeWorkers = {}): TierSpec {
  return {
    tier: 'balanced',
    pipeline: { model: JSON.stringify(workers), corpus: 'none', threads: 1, maxTokens: 1 },
    batching: { maxBatch: 10, maxWaitMs: 500, maxQueue, close: 'timeout' },
    host: '127.0.0.1',
    port: 0,
  };
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A gateway before fake workers, ended with the test. */
export async function startFake(workers: FakeWorkers = {}, options: Partial<BalancedOptions> = {}) {
  const events: BalancedEvent[] = [];
  const tier = await startBalanced(fakeSpec(workers), {
    autoscale: { by: 'none' },
    workerEntry: new URL('./fixtures/fake-worker.mjs', import.meta.url),
    onEvent: (event) => events.push(event),
    ...options,
  });
  const agent = new Agent({ connections: 500, headersTimeout: 0, bodyTimeout: 0 });
  onTestFinished(async () => {
    tier.kill();
    await agent.destroy();
  });
  const ask = async (
    body: unknown,
    given: {
      readonly path?: string;
      readonly headers?: Record<string, string>;
      readonly signal?: AbortSignal;
    } = {},
  ): Promise<Answer> => {
    const answer = await request(`${tier.url}${given.path ?? '/rag'}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...given.headers },
      body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
      dispatcher: agent,
      ...(given.signal && { signal: given.signal }),
    });
    return { status: answer.statusCode, body: await answer.body.text(), headers: answer.headers };
  };
  const get = async (path: string): Promise<Answer> => {
    const answer = await request(`${tier.url}${path}`, { dispatcher: agent });
    return { status: answer.statusCode, body: await answer.body.text(), headers: answer.headers };
  };
  /** URLs of the workers that were started, in order. */
  const workerUrls = () => events.flatMap((event) => (event.type === 'started' ? [event.url] : []));
  const workerSeen = async (url: string): Promise<Seen> => {
    const answer = await request(`${url}/seen`);
    return (await answer.body.json()) as Seen;
  };
  /** Requests that the workers serve now. */
  const active = async () => {
    const seen = await Promise.all(workerUrls().map(workerSeen));
    return seen.reduce((sum, each) => sum + each.active, 0);
  };
  /** Lets requests that are held be answered, at these workers. */
  const release = (urls = workerUrls()) => Promise.all(urls.map((url) => fetch(`${url}/release`)));
  return { tier, events, ask, get, workerUrls, workerSeen, active, release };
}

export interface Seen {
  readonly pid: number;
  readonly received: number;
  readonly left: number;
  readonly active: number;
  readonly ids: readonly string[];
  readonly written?: number;
  /** Of the last request. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Waits until it holds; a test's own time limit ends it. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** How often each status came; `broken` for an answer that was no whole one. */
export async function statuses(asked: readonly Promise<Answer>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const settled of await Promise.allSettled(asked)) {
    const name = settled.status === 'fulfilled' ? String(settled.value.status) : 'broken';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
