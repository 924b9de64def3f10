import type { Session } from '../session.js';
import { type Cycle, cycleOf } from './cycle.js';
import { type Instance, instanceFor, type Overheads } from './instance.js';

export interface Offer {
  readonly instance: Instance;
  /** Of the GPU, with it. */
  readonly occupancy: number;
}

/** What the released scheduler keeps of one GPU (`BackendDelegate`). */
export class ReleasedGpu {
  #instances: readonly Instance[] = [];
  #cycle: Cycle | undefined;

  constructor(readonly overheads: Overheads) {}

  get instances(): readonly Instance[] {
    return this.#instances;
  }

  get dutyMs(): number {
    return this.#cycle?.dutyMs ?? 0;
  }

  get isOverloaded(): boolean {
    return this.#cycle?.isOverloaded ?? false;
  }

  get occupancy(): number {
    return this.#cycle === undefined ? 0 : this.#cycle.workMs / this.#cycle.dutyMs;
  }

  instanceOf(index: number): Instance | undefined {
    return this.#instances.find((instance) => instance.index === index);
  }

  /** What it could take of a session's load; undefined where it has none to spare, or runs the session already. */
  offer(session: Session, index: number, perSecond: number): Offer | undefined {
    if (this.occupancy >= 1 || this.instanceOf(index) !== undefined) return undefined;
    const alone = instanceFor(session, index, perSecond, this.overheads);
    if (alone === undefined) return undefined;
    const { dutyMs, workMs, instances } = cycleOf([...this.#instances, alone]);
    if (workMs > dutyMs) return undefined;
    const fitted = instances.at(-1);
    const joins = this.#cycle !== undefined && alone.maxDutyMs >= this.dutyMs && fitted !== undefined;
    const instance = joins
      ? {
          ...alone,
          ...{ batch: fitted.batch, workMs: fitted.workMs },
          perSecond: (1000 * fitted.batch) / this.dutyMs,
        }
      : alone;
    return { instance, occupancy: workMs / dutyMs };
  }

  load(instance: Instance): void {
    this.#set([...this.#instances, instance]);
  }

  unload(index: number): void {
    this.#set(this.#instances.filter((instance) => instance.index !== index));
  }

  /** Gives an instance another load. @returns what it takes of it */
  update({ session, index }: Instance, perSecond: number): number {
    const updated = instanceFor(session, index, perSecond, this.overheads);
    if (updated === undefined) {
      this.unload(index);
      return 0;
    }
    this.#set(this.#instances.map((instance) => (instance.index === index ? updated : instance)));
    return updated.perSecond;
  }

  /** Keeps the instances that take longest as far as they fit. @returns the others, with their loads */
  spill(): readonly Instance[] {
    const sorted = [...this.#instances].sort((one, other) => other.workMs - one.workMs);
    this.#set([]);
    return sorted.filter(({ session, index, workloadPerSecond }) => {
      const offer = this.offer(session, index, workloadPerSecond);
      if (offer !== undefined) this.load(offer.instance);
      return offer === undefined;
    });
  }

  #set(instances: readonly Instance[]): void {
    this.#cycle = instances.length === 0 ? undefined : cycleOf(instances);
    this.#instances = this.#cycle?.instances ?? [];
  }
}
