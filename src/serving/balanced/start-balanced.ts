import type { RunningTier, TierSpec } from '../tier.js';
import { openAutoscaler } from './autoscale/open-autoscaler.js';
import { ScalingLoop } from './autoscale/scaling-loop.js';
import type { BalancedEvent } from './events.js';
import { Gateway } from './gateway/gateway.js';
import { gatewayMetrics } from './gateway/gateway-metrics.js';
import { Tally } from './gateway/tally.js';
import { type BalancedOptions, checkOptions, USUAL_OPTIONS } from './options.js';
import { openPolicy } from './policies/registry.js';
import { HealthChecks } from './workers/health-checks.js';
import { InstanceSet } from './workers/instance-set.js';

/**
 * Starts worker processes and, once the least number of them is ready, a gateway before them in this process.
 * @throws UsageError for options that cannot be meant; MlsError when a worker does not start, with what it said; Error
 * when the port cannot be had; the reason of `signal`
 */
export async function startBalanced(
  spec: TierSpec,
  given: Partial<BalancedOptions> = {},
): Promise<RunningTier> {
  const options: BalancedOptions = { ...USUAL_OPTIONS, ...given };
  checkOptions(options);
  const {
    minInstances: min,
    maxInstances: max,
    autoscale,
    health,
    requestTimeoutMs,
    bodyLimitBytes,
  } = options;
  const counted = { scalings: { up: 0, down: 0 }, crashes: 0 };
  const onEvent = (event: BalancedEvent) => {
    if (event.type === 'crashed') counted.crashes++;
    if (event.type === 'scaled') counted.scalings[event.direction]++;
    options.onEvent(event);
  };
  const instances = new InstanceSet({
    entry: options.workerEntry,
    spec: { ...spec, tier: 'batched', host: '127.0.0.1', port: 0 },
    warm: options.warmInstances,
    startTimeoutMs: options.startTimeoutMs,
    stopGraceMs: options.stopGraceMs,
    onEvent,
  });
  const checks = new HealthChecks(health, () => instances.all, onEvent);
  const tally = new Tally();
  const metrics = gatewayMetrics({
    tally,
    scalings: counted.scalings,
    get crashes() {
      return counted.crashes;
    },
    instances: () => instances.all,
  });
  const gateway = new Gateway({
    host: spec.host,
    port: spec.port,
    policy: openPolicy(options.policy, options.seed),
    tally,
    rules: {
      bodyLimitBytes,
      requestTimeoutMs,
      mostOutstanding: options.mostOutstanding ?? spec.batching.maxQueue + spec.batching.maxBatch,
    },
    arrivesWithinMs: options.arrivesWithinMs,
    serving: () => instances.serving,
    onFailure: (instance) => void checks.check(instance),
    onEnd(status, tookMs) {
      tally.count(status);
      metrics.took(tookMs);
    },
    metrics: async () => ({ contentType: metrics.contentType, text: await metrics.text() }),
  });

  let url: string;
  try {
    await Promise.race([instances.startAll(min), rejectedOn(options.signal)]);
    url = await gateway.listen();
  } catch (error) {
    checks.stop();
    instances.kill();
    throw error;
  }
  const loop =
    autoscale.by === 'none'
      ? undefined
      : new ScalingLoop(
          openAutoscaler(autoscale, { min, max }),
          instances,
          options.lookEveryMs,
          (decision) => {
            onEvent({ type: 'scaled', direction: decision.kind, to: decision.to, reason: decision.why });
          },
        );

  let drained: Promise<void> | undefined;
  return {
    url,
    drain() {
      drained ??= (async () => {
        loop?.stop();
        await gateway.drain();
        checks.stop();
        await instances.stopAll();
      })();
      return drained;
    },
    kill() {
      loop?.stop();
      checks.stop();
      gateway.close();
      instances.kill();
    },
  };
}

/** Rejects when `signal` aborts, and otherwise does nothing. */
function rejectedOn(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
