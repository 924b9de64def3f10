import type { RunningTier, TierSpec } from '../tier.js';
import { openAutoscaler } from './autoscale/open-autoscaler.js';
import { ScalingLoop } from './autoscale/scaling-loop.js';
import type { BalancedEvent } from './events.js';
import { type DispatchRules, dispatch } from './gateway/dispatch.js';
import { Gateway } from './gateway/gateway.js';
import { gatewayMetrics } from './gateway/gateway-metrics.js';
import { Tally } from './gateway/tally.js';
import { type BalancedOptions, checkOptions, USUAL_OPTIONS } from './options.js';
import { openPolicy } from './policies/registry.js';
import { LiveScheduler } from './scheduled/scheduler.js';
import { HealthChecks } from './workers/health-checks.js';
import type { Instance } from './workers/instance.js';
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
  const { schedule } = options;
  const onEvent = (event: BalancedEvent) => {
    if (event.type === 'crashed') counted.crashes++;
    if (event.type === 'scaled') counted.scalings[event.direction]++;
    options.onEvent(event);
    // Told in the middle of a change.
    if (scheduler !== undefined) queueMicrotask(() => scheduler.sync());
  };
  const instances = new InstanceSet({
    entry: options.workerEntry,
    spec: {
      ...spec,
      ...{ tier: 'batched', host: '127.0.0.1', port: 0 },
      ...(schedule !== undefined && { takesBatches: true }),
    },
    warm: options.warmInstances,
    startTimeoutMs: options.startTimeoutMs,
    stopGraceMs: options.stopGraceMs,
    onEvent,
  });
  const checks = new HealthChecks(health, () => instances.all, onEvent);
  const tally = new Tally();
  const serving = () => instances.serving;
  const onFailure = (instance: Instance) => void checks.check(instance);
  const scheduler = schedule && new LiveScheduler({ schedule, spec, gpus: min, tally, serving, onFailure });
  const metrics = gatewayMetrics({
    tally,
    waiting: scheduler && (() => scheduler.waiting),
    scalings: counted.scalings,
    get crashes() {
      return counted.crashes;
    },
    instances: () => instances.all,
  });
  const dispatchRules: DispatchRules = {
    policy: openPolicy(options.policy, options.seed),
    ...{ tally, serving, onFailure },
    mostOutstanding: options.mostOutstanding ?? spec.batching.maxQueue + spec.batching.maxBatch,
  };
  const gateway = new Gateway({
    host: spec.host,
    port: spec.port,
    tally,
    answer: (call) => (scheduler === undefined ? dispatch(call, dispatchRules) : scheduler.answer(call)),
    rules: { bodyLimitBytes, requestTimeoutMs },
    arrivesWithinMs: options.arrivesWithinMs,
    ready: () => instances.serving.filter((instance) => instance.ready).length,
    describe: () => (scheduler === undefined ? {} : { scheduling: scheduler.setup }),
    onEnd(status, tookMs) {
      tally.count(status);
      metrics.took(tookMs);
    },
    metrics: async () => ({ contentType: metrics.contentType, text: await metrics.text() }),
  });

  let url: string;
  try {
    await Promise.race([instances.startAll(min), rejectedOn(options.signal)]);
    if (scheduler !== undefined) await Promise.race([scheduler.begin(), rejectedOn(options.signal)]);
    url = await gateway.listen();
  } catch (error) {
    scheduler?.stop();
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
        scheduler?.stop();
        await instances.stopAll();
      })();
      return drained;
    },
    kill() {
      loop?.stop();
      scheduler?.stop();
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
