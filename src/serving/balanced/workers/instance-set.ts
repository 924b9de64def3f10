import type { TierSpec } from '../../tier.js';
import type { Scaled } from '../autoscale/scaling-loop.js';
import type { TrafficCounts } from '../autoscale/traffic-window.js';
import type { BalancedEvent } from '../events.js';
import { Instance } from './instance.js';
import { planInstances } from './plan-instances.js';
import { restartDelayMs } from './restart-delay.js';

export interface InstanceSetOptions {
  readonly entry: URL;
  readonly spec: TierSpec;
  /** Instances kept ready beside those that serve. */
  readonly warm: number;
  readonly startTimeoutMs: number;
  /** Time that a worker has to end by itself after SIGTERM. */
  readonly stopGraceMs: number;
  readonly onEvent: (event: BalancedEvent) => void;
}

/** The instances there are. It is told how many are wanted, and brings about that many, now and after a crash. */
export class InstanceSet implements Scaled {
  #all: Instance[] = [];
  #serving: readonly Instance[] = [];
  #wanted = 0;
  #nextId = 1;
  #stopped = false;
  #crashesMs: number[] = [];
  #restart: NodeJS.Timeout | undefined;
  #onServing: (() => void) | undefined;
  #onCrash: ((error: Error) => void) | undefined;

  constructor(private readonly options: InstanceSetOptions) {}

  get all(): readonly Instance[] {
    return this.#all;
  }

  /** Those that take part, healthy or not. */
  get serving(): readonly Instance[] {
    return this.#serving;
  }

  get wanted(): number {
    return this.#wanted;
  }

  counts(): readonly TrafficCounts[] {
    return this.#all;
  }

  want(instances: number): void {
    this.#wanted = instances;
    this.#bringAbout();
  }

  /** Wants `instances` and resolves once they serve. @throws when one of them cannot start, with what it said */
  async startAll(instances: number): Promise<void> {
    const served = new Promise<void>((resolve, reject) => {
      this.#onServing = () => this.#serving.length >= instances && resolve();
      this.#onCrash = reject;
    });
    this.want(instances);
    try {
      await served;
    } catch (error) {
      this.kill();
      throw error;
    } finally {
      this.#onServing = undefined;
      this.#onCrash = undefined;
    }
  }

  /** Ends all, each after it answered what it has. */
  async stopAll(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#restart);
    await Promise.all(this.#all.map((instance) => this.#retire(instance)));
  }

  /** Ends all at once. */
  kill(): void {
    this.#stopped = true;
    clearTimeout(this.#restart);
    for (const instance of this.#all) {
      instance.state = 'ended';
      instance.process.kill();
      instance.disconnect();
    }
    this.#serving = [];
  }

  #bringAbout(): void {
    if (this.#stopped) return;
    const plan = planInstances(this.#all, this.#wanted, this.options.warm);
    for (const instance of plan.promote) instance.state = 'serving';
    for (const instance of plan.demote) instance.state = 'standby';
    for (const instance of plan.retire) void this.#retire(instance);
    // After a crash the timer brings about what is missing.
    if (this.#restart === undefined) for (let i = 0; i < plan.start; i++) this.#start();
    this.#setServing(this.#all.filter(({ state }) => state === 'serving'));
    this.#onServing?.();
  }

  #setServing(serving: readonly Instance[]): void {
    this.#serving = serving;
    for (const instance of serving) instance.process.tellInstances(serving.length);
  }

  #start(): void {
    const { entry, spec, startTimeoutMs, onEvent } = this.options;
    const startedMs = performance.now();
    const instance = new Instance(this.#nextId++, entry, spec);
    this.#all = [...this.#all, instance];
    let notStarted: Error | undefined;
    const start = instance.start(startTimeoutMs).then(
      (url) => {
        if (instance.state !== 'starting') return;
        instance.state = 'standby';
        const startMs = performance.now() - startedMs;
        onEvent({ type: 'started', instance: instance.id, pid: instance.process.pid, url, startMs });
        this.#bringAbout();
      },
      (error: unknown) => {
        notStarted = error instanceof Error ? error : new Error(String(error));
        instance.process.kill();
      },
    );
    void instance.process.ended.then(async (how) => {
      // A start that failed knows more than the exit code.
      await start;
      this.#onEnded(instance, how, notStarted ?? instance.process.crashed(how));
    });
  }

  /**
   * Takes the instance out first, so that nothing more is sent to it; then it answers what it has; then it is told to
   * end. The other way round, as in the published autoscaler (SIGTERM, then unregister), requests in flight are lost and
   * later ones go to a port where nobody listens.
   */
  async #retire(instance: Instance): Promise<void> {
    if (instance.state === 'draining' || instance.state === 'ended') {
      await instance.process.ended;
      return;
    }
    instance.state = 'draining';
    this.#setServing(this.#serving.filter((other) => other !== instance));
    await instance.idle();
    if (instance.state !== 'draining') return;
    instance.state = 'ended';
    // Kept-alive connections would hold up its end.
    instance.disconnect();
    await instance.process.stop(this.options.stopGraceMs);
  }

  #onEnded(instance: Instance, how: string, error: Error): void {
    const crashed = instance.state !== 'ended';
    instance.state = 'ended';
    instance.healthy = false;
    instance.disconnect();
    this.#all = this.#all.filter((other) => other !== instance);
    this.#setServing(this.#serving.filter((other) => other !== instance));
    const { onEvent } = this.options;
    if (!crashed) {
      onEvent({ type: 'stopped', instance: instance.id, how });
      return;
    }
    onEvent({ type: 'crashed', instance: instance.id, reason: error.message });
    this.#onCrash?.(error);
    if (!this.#stopped) this.#restartLater();
  }

  #restartLater(): void {
    const nowMs = performance.now();
    this.#crashesMs = [...this.#crashesMs.slice(-20), nowMs];
    clearTimeout(this.#restart);
    this.#restart = setTimeout(
      () => {
        this.#restart = undefined;
        this.#bringAbout();
      },
      restartDelayMs(this.#crashesMs, nowMs),
    );
    // A warm one takes over at once.
    this.#bringAbout();
  }
}
