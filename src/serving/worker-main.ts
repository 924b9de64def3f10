/**
 * A tier as a process of its own: `node worker-main.js TIER_SPEC_AS_JSON`, with an IPC channel. It tells where it listens
 * once it is ready (`worker/messages.ts`), and drains on a message, on SIGTERM and when its parent is gone.
 */

import { EXIT } from '../errors.js';
import type { TierSpec } from './tier.js';
import { startTier } from './tiers/start-tier.js';
import type { WorkerMessage } from './worker/messages.js';

async function main(): Promise<void> {
  const stop = new AbortController();
  let instances = 1;
  const asked = new Promise<void>((resolve) => {
    const onStop = () => {
      stop.abort(new Error('told to stop before it was ready'));
      resolve();
    };
    // The group of a terminal gets Ctrl-C too: it is the parent that says when to drain, or goes.
    process.on('SIGINT', () => {
      if (!process.connected) onStop();
    });
    process.on('SIGTERM', onStop);
    process.on('disconnect', onStop);
    process.on('message', (message: unknown) => {
      if (typeof message !== 'object' || message === null) return;
      if ('drain' in message) onStop();
      if ('instances' in message) instances = Math.max(1, Number(message.instances));
    });
  });
  const spec: TierSpec = JSON.parse(process.argv[2] ?? '');
  const tier = await startTier(spec, {
    signal: stop.signal,
    instances: () => instances,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  await tell({ ready: true, url: tier.url });
  await asked;
  await tier.drain();
}

function tell(message: WorkerMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve();
    else process.send(message, () => resolve());
  });
}

try {
  await main();
  process.exit(EXIT.ok);
} catch (error) {
  await tell({ ready: false, error: error instanceof Error ? error.message : String(error) });
  process.exit(EXIT.unexpected);
}
