import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveSetup } from '../../../scheduling/live-setup.js';
import type { Policy } from '../../../scheduling/policy.js';
import { systemClock } from '../../batching/clock.js';
import type { EmulatedProfile, TierSpec } from '../../tier.js';
import type { Call } from '../gateway/exchange.js';
import type { Tally } from '../gateway/tally.js';
import type { Instance } from '../workers/instance.js';
import { probeReady } from '../workers/probe-ready.js';
import { describeSetup } from './describe-setup.js';
import { probeWorkers } from './probe-workers.js';
import { ScheduledCalls } from './scheduled-calls.js';
import { probePlan, setupOfProbes } from './setup-of-probes.js';
import { timerLatenessMs } from './timer-lateness.js';
import { WorkerSlots } from './worker-slots.js';

/** A scheduling policy in place of a choice of a worker for each request. */
export interface ScheduleOptions {
  readonly policy: Policy;
  /** A request is to be answered so long after it came. */
  readonly sloMs: number;
  /** Of a model that is emulated, how long it takes; undefined: that is measured at the start. */
  readonly emulated: EmulatedProfile | undefined;
  /** Lines for people. */
  log(line: string): void;
}

export interface SchedulerOptions {
  readonly schedule: ScheduleOptions;
  readonly spec: TierSpec;
  /** GPUs, as the policy calls workers. */
  readonly gpus: number;
  readonly tally: Tally;
  serving(): readonly Instance[];
  /** The instance failed a batch: it may be gone. */
  onFailure(instance: Instance): void;
}

const PROBE_AGAIN_MS = 50;

/** What answers requests by a policy's decisions, from the first probe of the workers to the end. */
export class LiveScheduler {
  readonly #options: SchedulerOptions;
  readonly #slots: WorkerSlots;
  #begun: { readonly calls: ScheduledCalls; readonly setup: LiveSetup } | undefined;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#slots = new WorkerSlots(options.gpus, () => options.serving().filter(({ ready }) => ready), {
      onUp: (gpu) => this.#begun?.calls.up(gpu),
      onDown: (gpu) => this.#begun?.calls.down(gpu),
      isWell: (instance) => this.#isWell(instance),
    });
  }

  /** Undefined until it has begun. */
  get setup(): LiveSetup | undefined {
    return this.#begun?.setup;
  }

  get waiting(): number {
    return this.#begun?.calls.waiting ?? 0;
  }

  /** Learns what the workers take, and from then on answers. @throws MlsError where a worker fails a probe */
  async begin(): Promise<void> {
    const { schedule, spec, gpus, serving, tally } = this.#options;
    const { policy, sloMs, log, emulated } = schedule;
    const { maxBatch, maxQueue } = spec.batching;
    const urls = serving().flatMap(({ url }) => url ?? []);
    const [probes, timerMs] = await Promise.all([
      probeWorkers(urls, probePlan({ maxBatch, emulated })),
      timerLatenessMs(systemClock),
    ]);
    const setup = setupOfProbes(probes, {
      ...{ policy: policy.name, model: spec.pipeline.model, gpus, sloMs, maxBatch, timerMs, emulated },
      mostWaiting: maxQueue * gpus,
    });
    log(describeSetup(setup, emulated !== undefined));
    this.#slots.sync();
    const onFault = (fault: Error) =>
      log(`${fault.message}; it decides no more, and requests are answered 500`);
    const calls = new ScheduledCalls({
      ...{ policy, setup, slots: this.#slots, clock: systemClock, tally, onFault },
    });
    this.#begun = { calls, setup };
    for (const gpu of this.#slots.vacant()) calls.down(gpu);
  }

  answer(call: Call): () => void {
    if (this.#begun !== undefined) return this.#begun.calls.answer(call);
    call.refuse('no-worker-ready');
    return () => {};
  }

  /** To be called after every change of workers, when it is complete. */
  sync(): void {
    if (this.#begun !== undefined) this.#slots.sync();
  }

  stop(): void {
    this.#begun?.calls.stop();
    this.#slots.stop();
  }

  async #isWell(instance: Instance): Promise<boolean> {
    this.#options.onFailure(instance);
    while (instance.state === 'serving') {
      if ((await probeReady(instance.pool)) === 'ready') return instance.ready;
      await sleep(PROBE_AGAIN_MS);
    }
    return false;
  }
}
