import { UsageError } from '../../errors.js';
import { ARRIVES_WITHIN_MS } from '../http/connection-limits.js';
import { REQUEST_TIMEOUT_MS } from '../tiers/request-timeout.js';
import { type DelayRule, USUAL_DELAY_RULE } from './autoscale/by-delay.js';
import { PUBLISHED_RPS_RULE } from './autoscale/by-rps.js';
import type { AutoscaleRule } from './autoscale/open-autoscaler.js';
import type { BalancedEvent } from './events.js';
import type { PolicyName } from './policies/registry.js';
import type { ScheduleOptions } from './scheduled/scheduler.js';
import type { HealthRule } from './workers/health-checks.js';
import { WORKER_ENTRY } from './workers/worker-process.js';

/** How the tier `balanced` is run, beside what its workers are. */
export interface BalancedOptions {
  readonly policy: PolicyName;
  /** In place of `policy`: who makes batches and says where they run. Then there are `minInstances` all the time. */
  readonly schedule: ScheduleOptions | undefined;
  /** Of the policies that draw. */
  readonly seed: number;
  readonly minInstances: number;
  readonly maxInstances: number;
  /** Instances kept ready beside those that serve, so that adding one takes no time. */
  readonly warmInstances: number;
  readonly autoscale: AutoscaleRule;
  /** How often the autoscaler looks. */
  readonly lookEveryMs: number;
  /** From a request's first byte to the last of its answer; then 504. */
  readonly requestTimeoutMs: number;
  /** A request that takes longer to arrive is answered 408. */
  readonly arrivesWithinMs: number;
  readonly bodyLimitBytes: number;
  /** Requests that may be outstanding at one worker; by default its queue and one batch. */
  readonly mostOutstanding: number | undefined;
  readonly health: HealthRule;
  readonly startTimeoutMs: number;
  readonly stopGraceMs: number;
  /** The built JavaScript that a worker starts from. */
  readonly workerEntry: URL;
  readonly onEvent: (event: BalancedEvent) => void;
  /** Calls off the start. */
  readonly signal: AbortSignal | undefined;
}

/** Instances, thresholds, cooldowns and time limits are those of the published service that this tier follows. */
export const USUAL_OPTIONS: BalancedOptions = {
  policy: 'round-robin',
  schedule: undefined,
  seed: 42,
  minInstances: 2,
  maxInstances: 3,
  warmInstances: 0,
  autoscale: PUBLISHED_RPS_RULE,
  lookEveryMs: 5000,
  requestTimeoutMs: REQUEST_TIMEOUT_MS,
  arrivesWithinMs: ARRIVES_WITHIN_MS,
  bodyLimitBytes: 2 ** 20,
  mostOutstanding: undefined,
  health: { everyMs: 1000, unreadyAfter: 3, killAfter: 15 },
  startTimeoutMs: 200_000,
  stopGraceMs: 10_000,
  workerEntry: WORKER_ENTRY,
  onEvent: () => {},
  signal: undefined,
};

/** The usual rule by queueing delay, for a promised latency and workers that answer `servedTogether` at once. */
export function delayRule(sloMs: number, servedTogether: number): DelayRule {
  return { ...USUAL_DELAY_RULE, sloMs, servedTogether };
}

/** @throws UsageError */
export function checkOptions(options: BalancedOptions): void {
  const { minInstances: min, maxInstances: max, warmInstances: warm, autoscale, schedule } = options;
  if (schedule !== undefined && autoscale.by !== 'none') {
    throw new UsageError(
      `expected no autoscaler beside the policy ${schedule.policy.name}, which plans for the workers there are; got ${autoscale.by}`,
    );
  }
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 1 || max < min) {
    throw new UsageError(
      `expected 1 or more instances, and at most as many as the maximum; got ${min} to ${max}`,
    );
  }
  if (!Number.isInteger(warm) || warm < 0) {
    throw new UsageError(`expected 0 or more warm instances; got ${warm}`);
  }
  if (autoscale.by === 'rps' && !(autoscale.downRps < autoscale.upRps)) {
    throw new UsageError(
      `expected a rate to scale down that is below the one to scale up, or instances would come and go; ` +
        `got ${autoscale.downRps} and ${autoscale.upRps}`,
    );
  }
  if (
    autoscale.by === 'delay' &&
    !(autoscale.downShare <= autoscale.upShare && autoscale.downUtilisation < 1)
  ) {
    throw new UsageError(
      `expected a share of the SLO to scale down that is at most the one to scale up, and a utilisation below 1; ` +
        `got ${autoscale.downShare}, ${autoscale.upShare} and ${autoscale.downUtilisation}`,
    );
  }
}
