import type { BalancedEvent } from '../events.js';
import type { Instance } from './instance.js';
import { type Probe, probeReady } from './probe-ready.js';

export interface HealthRule {
  readonly everyMs: number;
  /** An instance is left out after so many checks in a row that failed; one good check brings it back. */
  readonly unreadyAfter: number;
  /** It is killed, and replaced, after so many in a row without any answer. */
  readonly killAfter: number;
}

/** Asks every instance again and again whether it is ready. */
export class HealthChecks {
  readonly #timer: NodeJS.Timeout;
  /** Checks in a row without success, and without answer. */
  readonly #failures = new WeakMap<Instance, { failed: number; silent: number }>();
  readonly #underWay = new WeakSet<Instance>();

  constructor(
    private readonly rule: HealthRule,
    private readonly instances: () => readonly Instance[],
    private readonly onEvent: (event: BalancedEvent) => void,
    private readonly probe: (instance: Instance) => Promise<Probe> = ({ pool }) => probeReady(pool),
  ) {
    this.#timer = setInterval(() => void this.checkAll(), rule.everyMs);
  }

  async checkAll(): Promise<void> {
    const checked = this.instances().filter(({ state }) => state === 'serving' || state === 'standby');
    await Promise.all(checked.map((instance) => this.check(instance)));
  }

  async check(instance: Instance): Promise<void> {
    if (this.#underWay.has(instance)) return;
    this.#underWay.add(instance);
    const probe = await this.probe(instance);
    this.#underWay.delete(instance);
    // It may have ended meanwhile.
    if (instance.state === 'serving' || instance.state === 'standby') this.#note(instance, probe);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #note(instance: Instance, probe: Probe): void {
    const before = this.#failures.get(instance);
    if (probe === 'ready') {
      this.#failures.delete(instance);
      if (!instance.healthy) this.#become(instance, true, 'it answers again');
      return;
    }
    const failed = (before?.failed ?? 0) + 1;
    const silent = probe === 'silent' ? (before?.silent ?? 0) + 1 : 0;
    this.#failures.set(instance, { failed, silent });
    const said = probe === 'silent' ? 'no answer' : 'not ready';
    if (failed >= this.rule.unreadyAfter && instance.healthy) {
      this.#become(instance, false, `${said} to ${failed} checks`);
    }
    // It ends as a crash does, and its requests are answered as those of a crashed one.
    if (silent >= this.rule.killAfter) instance.process.kill();
  }

  #become(instance: Instance, healthy: boolean, reason: string): void {
    instance.healthy = healthy;
    this.onEvent({ type: healthy ? 'ready' : 'unready', instance: instance.id, reason });
  }
}
