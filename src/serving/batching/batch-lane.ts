/** Runs batches one after another, in the order in which they came. */
export class BatchLane<Item, Answer> {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(
    private readonly nowMs: () => number,
    private readonly answer: (items: readonly Item[], signal: AbortSignal) => Promise<Answer>,
  ) {}

  /** Items whose batch has not begun. */
  get depth(): number {
    return this.#waiting;
  }

  /** @throws the signal's reason; what `answer` throws */
  async run(
    items: readonly Item[],
    signal: AbortSignal,
  ): Promise<{ readonly answer: Answer; readonly queueMs: number }> {
    const cameMs = this.nowMs();
    this.#waiting += items.length;
    const turn = this.#last.then(async () => {
      this.#waiting -= items.length;
      signal.throwIfAborted();
      const queueMs = this.nowMs() - cameMs;
      return { answer: await this.answer(items, signal), queueMs };
    });
    this.#last = turn.catch(() => {});
    return turn;
  }

  /** Resolves when nothing waits and nothing runs. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
