import type { Clock } from './clock.js';
import type { ClosingRule } from './closing-rule.js';

/** As many requests wait as may. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

export interface BatchQueueOptions<Item, Answer> {
  readonly maxBatch: number;
  /** Items that may wait, besides those that run. */
  readonly maxQueue: number;
  readonly rule: ClosingRule;
  readonly clock: Clock;
  /** Answers items in their order. `signal` aborts when nobody waits for any of them. */
  run(items: readonly Item[], signal: AbortSignal): Promise<readonly Answer[]>;
}

export interface Answered<Answer> {
  readonly answer: Answer;
  /** From its arrival until its batch began. */
  readonly queueMs: number;
  readonly batch: number;
}

interface Entry<Item, Answer> {
  readonly item: Item;
  readonly arrivedMs: number;
  /** Settles the promise, once, and stops listening to the one who asked. */
  resolve(answered: Answered<Answer>): void;
  reject(error: unknown): void;
  left: boolean;
}

/** First in, first out, one batch at a time. */
export class BatchQueue<Item, Answer> {
  readonly #options: BatchQueueOptions<Item, Answer>;
  #waiting: Entry<Item, Answer>[] = [];
  #running: { readonly entries: readonly Entry<Item, Answer>[]; readonly abort: AbortController } | undefined;
  #callOff: (() => void) | undefined;
  #onIdle: (() => void)[] = [];

  constructor(options: BatchQueueOptions<Item, Answer>) {
    this.#options = options;
  }

  get depth(): number {
    return this.#waiting.length;
  }

  /**
   * Waits for its turn and its answer. When `signal` aborts before, the item is dropped from the queue, or its answer
   * from its batch.
   * @throws QueueFullError; the signal's reason; what `run` throws, in which case all of the batch get it
   */
  submit(item: Item, signal: AbortSignal): Promise<Answered<Answer>> {
    const { maxQueue, clock, rule } = this.#options;
    if (signal.aborted) return Promise.reject(signal.reason);
    if (this.#waiting.length >= maxQueue) {
      return Promise.reject(new QueueFullError(`expected fewer than ${maxQueue} requests to wait already`));
    }
    const arrivedMs = clock.nowMs();
    rule.onArrival(arrivedMs);
    return new Promise((resolve, reject) => {
      const leave = () => {
        entry.left = true;
        reject(signal.reason);
        this.#drop(entry);
      };
      const entry: Entry<Item, Answer> = {
        item,
        arrivedMs,
        left: false,
        resolve(answered) {
          signal.removeEventListener('abort', leave);
          resolve(answered);
        },
        reject(error) {
          signal.removeEventListener('abort', leave);
          reject(error);
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(entry);
      this.#consider();
    });
  }

  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void> {
    if (this.#isIdle()) return Promise.resolve();
    return new Promise((resolve) => this.#onIdle.push(resolve));
  }

  /** Runs what waits without waiting for more, from now on: nobody else will come. */
  hurry(): void {
    this.#hurried = true;
    this.#consider();
  }
  #hurried = false;

  #drop(entry: Entry<Item, Answer>): void {
    const running = this.#running;
    if (running?.entries.includes(entry)) {
      if (running.entries.every(({ left }) => left)) running.abort.abort(new Error('nobody waits any more'));
      return;
    }
    this.#waiting = this.#waiting.filter((other) => other !== entry);
    this.#consider();
    this.#tellIdle();
  }

  #consider(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    const [oldest] = this.#waiting;
    if (this.#running !== undefined || oldest === undefined) return;
    const { maxBatch, rule, clock } = this.#options;
    const count = this.#waiting.length;
    const closeAtMs =
      this.#hurried || count >= maxBatch ? 0 : rule.closeAtMs({ count, oldestMs: oldest.arrivedMs });
    const leftMs = closeAtMs - clock.nowMs();
    if (leftMs > 0) this.#callOff = clock.after(leftMs, () => this.#consider());
    else void this.#runBatch();
  }

  async #runBatch(): Promise<void> {
    const { maxBatch, clock, rule, run } = this.#options;
    const entries = this.#waiting.slice(0, maxBatch);
    this.#waiting = this.#waiting.slice(maxBatch);
    const abort = new AbortController();
    this.#running = { entries, abort };
    const beganMs = clock.nowMs();
    const batch = entries.length;
    try {
      const answers = await run(
        entries.map(({ item }) => item),
        abort.signal,
      );
      rule.onBatch(batch, clock.nowMs() - beganMs);
      entries.forEach((entry, i) => {
        const answer = answers[i];
        if (answer === undefined) entry.reject(new Error(`expected ${batch} answers, got ${answers.length}`));
        else entry.resolve({ answer, queueMs: beganMs - entry.arrivedMs, batch });
      });
    } catch (error) {
      for (const entry of entries) entry.reject(error);
    }
    this.#running = undefined;
    this.#consider();
    this.#tellIdle();
  }

  #isIdle(): boolean {
    return this.#running === undefined && this.#waiting.length === 0;
  }

  #tellIdle(): void {
    if (!this.#isIdle()) return;
    for (const resolve of this.#onIdle.splice(0)) resolve();
  }
}
