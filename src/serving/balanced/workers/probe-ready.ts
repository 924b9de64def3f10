import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';

const PROBE_EVERY_MS = 50;
const PROBE_TIMEOUT_MS = 2000;

/** What GET /readyz said; `silent`: nothing, or not in time. */
export type Probe = 'ready' | 'unready' | 'silent';

export async function probeReady(dispatcher: Dispatcher): Promise<Probe> {
  try {
    const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
    const { statusCode, body } = await dispatcher.request({ path: '/readyz', method: 'GET', signal });
    await body.dump();
    return statusCode === 200 ? 'ready' : 'unready';
  } catch {
    return 'silent';
  }
}

/** Asks until the answer is yes; rejects with the reason of `stop`. */
export async function waitUntilReady(dispatcher: Dispatcher, stop: AbortSignal): Promise<void> {
  while ((await probeReady(dispatcher)) !== 'ready') {
    stop.throwIfAborted();
    await sleep(PROBE_EVERY_MS);
  }
}
