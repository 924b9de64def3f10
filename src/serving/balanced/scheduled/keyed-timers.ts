import type { Clock } from '../../batching/clock.js';

/** Timers of Node hold 24 days; a later time is waited for in parts. */
const LONGEST_MS = 2 ** 30;

export interface DueTimer {
  readonly key: number;
  /** The time that was named. */
  readonly atMs: number;
}

/** One time for each key, told when it has come and never before: a timer may fire a little early. */
export class KeyedTimers {
  readonly #waiting = new Map<number, { readonly atMs: number; callOff(): void }>();

  constructor(
    private readonly clock: Clock,
    private readonly onTime: (timer: DueTimer) => void,
  ) {}

  /** Replaces the key's time. A time gone by is told as soon as its caller has returned, infinity never. */
  set(key: number, atMs: number): void {
    this.#waiting.get(key)?.callOff();
    this.#waiting.delete(key);
    if (atMs < Number.POSITIVE_INFINITY) this.#wait({ key, atMs });
  }

  /** The first whose time has come and was not told yet; it is not told any more. */
  takeDue(): DueTimer | undefined {
    let first: DueTimer | undefined;
    const nowMs = this.clock.nowMs();
    for (const [key, { atMs }] of this.#waiting) {
      if (atMs <= nowMs && atMs < (first?.atMs ?? Number.POSITIVE_INFINITY)) first = { key, atMs };
    }
    if (first !== undefined) this.set(first.key, Number.POSITIVE_INFINITY);
    return first;
  }

  stop(): void {
    for (const { callOff } of this.#waiting.values()) callOff();
    this.#waiting.clear();
  }

  #wait(timer: DueTimer): void {
    const { key, atMs } = timer;
    const leftMs = atMs - this.clock.nowMs();
    if (leftMs <= 0) {
      this.#tellSoon(timer);
      return;
    }
    const callOff = this.clock.after(Math.min(leftMs, LONGEST_MS), () => this.#wait(timer));
    this.#waiting.set(key, { atMs, callOff });
  }

  #tellSoon(timer: DueTimer): void {
    const { key, atMs } = timer;
    let isCalledOff = false;
    const callOff = () => {
      isCalledOff = true;
    };
    this.#waiting.set(key, { atMs, callOff });
    queueMicrotask(() => {
      if (isCalledOff) return;
      this.#waiting.delete(key);
      this.onTime(timer);
    });
  }
}
