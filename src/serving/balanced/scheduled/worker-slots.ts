import type { Instance } from '../workers/instance.js';
import { BatchConnection, type BatchEnd, type BatchItem } from './batch-connection.js';

export interface SlotHooks {
  onUp(slot: number): void;
  /** Told before the batches that were sent there end as `lost`. */
  onDown(slot: number): void;
  /** It may be gone: resolves once it is known to answer, or not to serve any more. */
  isWell(instance: Instance): Promise<boolean>;
}

interface Sent {
  readonly requests: number;
  readonly onEnd: (end: BatchEnd) => void;
}

interface Occupied {
  readonly instance: Instance;
  readonly connection: BatchConnection;
  readonly sent: Set<Sent>;
}

/**
 * The GPUs that a policy knows, each a place for one worker. A worker that crashes or does not answer leaves its place,
 * whose batches are lost; the next that is ready takes it.
 */
export class WorkerSlots {
  readonly #slots: (Occupied | undefined)[];
  /** Those that failed a batch and may be gone. */
  readonly #suspects = new Set<Instance>();
  #isStopped = false;

  constructor(
    count: number,
    private readonly ready: () => readonly Instance[],
    private readonly hooks: SlotHooks,
  ) {
    this.#slots = Array.from({ length: count }, () => undefined);
  }

  get occupied(): number {
    return this.#slots.filter((slot) => slot !== undefined).length;
  }

  /** Places without a worker. */
  vacant(): readonly number[] {
    return this.#slots.flatMap((slot, at) => (slot === undefined ? at : []));
  }

  /** Sees to it that places and workers go together; to be called after every change of workers. */
  sync(): void {
    if (this.#isStopped) return;
    const ready = this.ready().filter((instance) => !this.#suspects.has(instance));
    for (const [at, slot] of this.#slots.entries()) {
      if (slot !== undefined && !ready.includes(slot.instance)) this.#vacate(at);
    }
    const placed = new Set(this.#slots.map((slot) => slot?.instance));
    for (const instance of ready.filter((one) => !placed.has(one))) {
      const at = this.#slots.indexOf(undefined);
      if (at === -1 || instance.url === undefined) return;
      this.#slots[at] = { instance, connection: new BatchConnection(instance.url), sent: new Set() };
      this.hooks.onUp(at);
    }
  }

  /** `onEnd` is called once, and not before this has returned. */
  send(at: number, items: readonly BatchItem[], onEnd: (end: BatchEnd) => void): void {
    const slot = this.#slots[at];
    if (slot === undefined) {
      queueMicrotask(() => onEnd({ type: 'lost' }));
      return;
    }
    const sent: Sent = { requests: items.length, onEnd };
    slot.sent.add(sent);
    for (const _ of items) slot.instance.take();
    void slot.connection.send(items).then((end) => {
      if (!slot.sent.has(sent)) return;
      if (end.type === 'lost') this.#suspect(at, slot);
      else this.#settle(slot, sent, end);
    });
  }

  stop(): void {
    this.#isStopped = true;
    for (const slot of this.#slots) slot?.connection.close();
  }

  #suspect(at: number, { instance }: Occupied): void {
    this.#suspects.add(instance);
    this.#vacate(at);
    void this.hooks.isWell(instance).then((isWell) => {
      if (!isWell) return;
      this.#suspects.delete(instance);
      this.sync();
    });
  }

  #vacate(at: number): void {
    const slot = this.#slots[at];
    if (slot === undefined) return;
    this.#slots[at] = undefined;
    this.hooks.onDown(at);
    // In the order in which they were sent.
    for (const sent of slot.sent) this.#settle(slot, sent, { type: 'lost' });
    slot.connection.close();
  }

  #settle({ instance, sent: all }: Occupied, sent: Sent, end: BatchEnd): void {
    all.delete(sent);
    const outcome = end.type === 'lost' ? 'failed' : 'answered';
    for (let i = 0; i < sent.requests; i++) instance.release(outcome);
    sent.onEnd(end);
  }
}
