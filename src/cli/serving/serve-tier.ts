import { EXIT, type ExitCode, MlsError } from '../../errors.js';
import type { RunningTier, TierSpec } from '../../serving/tier.js';
import { startTier } from '../../serving/tiers/start-tier.js';
import { progressLine } from '../../ui/progress-line.js';

/**
 * Serves a tier until a signal ends it: the first drains it, a second ends it at once.
 * @returns the exit code that the signal asks for, or 0 where draining was what Ctrl-C is for
 */
export async function serveTier(spec: TierSpec, { json }: { readonly json: boolean }): Promise<ExitCode> {
  const stop = stopSignal();
  try {
    const tier = await start(spec, json, stop.signal);
    announce(spec, tier, json);
    const { drained } = await stop.wait(() => {
      if (!json) process.stderr.write('\nDraining: accepted requests are answered. Again to end at once.\n');
      return tier.drain();
    });
    if (!drained) tier.kill();
    return drained ? EXIT.ok : EXIT.interrupted;
  } finally {
    stop.dispose();
  }
}

async function start(spec: TierSpec, json: boolean, signal: AbortSignal): Promise<RunningTier> {
  let line: { readonly what: string; readonly drawn: ReturnType<typeof progressLine> } | undefined;
  const progress = (what: string, done: number, total: number | undefined): void => {
    if (line?.what !== what) {
      line?.drawn.finish();
      const format = what.startsWith('fetching') && (total ?? 0) > 1e6 ? undefined : String;
      line = {
        what,
        drawn: progressLine({ label: what, stream: process.stderr, json, ...(format && { format }) }),
      };
    }
    line.drawn.update(done, total);
  };
  try {
    return await startTier(spec, { signal, progress, log: (text) => process.stderr.write(`${text}\n`) });
  } catch (error) {
    if (signal.aborted) {
      throw new MlsError('interrupted before it was ready', 'interrupted', EXIT.interrupted, {
        cause: error,
      });
    }
    throw portError(spec, error);
  } finally {
    line?.drawn.finish();
  }
}

function portError({ host, port }: TierSpec, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error && error.syscall === 'listen')) {
    return error;
  }
  return new MlsError(
    `expected to listen on ${host}:${port}; got ${String(error.code)}: choose another with --host and --port (0 for any)`,
    'listen',
    EXIT.unexpected,
    { cause: error },
  );
}

function announce({ tier, pipeline }: TierSpec, { url }: RunningTier, json: boolean): void {
  if (json) {
    process.stdout.write(
      `${JSON.stringify({ schemaVersion: 1, ready: true, url, tier, model: pipeline.model, corpus: pipeline.corpus })}\n`,
    );
    return;
  }
  const emulated = pipeline.model === 'emulated' && tier !== 'null' ? ' (emulated: no model answers)' : '';
  const body = JSON.stringify({ query: 'What is the capital of Kenya?', k: 3 });
  process.stderr.write(
    `${tier} on ${url}${emulated}\n  curl -s ${url}/rag -H 'content-type: application/json' -d '${body}'\nCtrl-C drains it.\n`,
  );
}

/** Waits for SIGINT or SIGTERM, and for a second one while what the first asked for goes on. */
function stopSignal() {
  const first = new AbortController();
  const second = new AbortController();
  const onSignal = () => (first.signal.aborted ? second : first).abort();
  const aborted = ({ signal }: AbortController): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: first.signal,
    async wait(drain: () => Promise<void>): Promise<{ readonly drained: boolean }> {
      await aborted(first);
      return Promise.race([
        drain().then(() => ({ drained: true })),
        aborted(second).then(() => ({ drained: false })),
      ]);
    },
    dispose() {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
