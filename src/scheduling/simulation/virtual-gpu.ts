import type { GpuWeights } from './gpu-weights.js';

/** Work that was sent to a GPU and has not begun. */
interface SentWork<W> {
  readonly work: W;
  /** Not before: when the message is there, or later where the policy said so. */
  readonly readyMs: number;
}

/** Many queues are emptied before their gone front is worth a copy. */
const MOST_GONE = 64;

/** One GPU: what it runs, and what waits for it in the order in which it was sent. */
export class VirtualGpu<W> {
  isUp = true;
  running: W | undefined;
  startMs = 0;
  /** When the last transfer of weights that was sent to it ends. */
  channelFreeMs = 0;
  /** Events of work that is over and of which the policy will be told, first to last. */
  readonly reports: number[] = [];
  #queue: SentWork<W>[] = [];
  #gone = 0;

  constructor(
    readonly index: number,
    /** Its event: the next begin, or the end of what is running. */
    readonly slot: number,
    /** Undefined where the policy does not page: then every model is there. */
    readonly weights: GpuWeights | undefined,
  ) {}

  get next(): SentWork<W> | undefined {
    return this.#queue[this.#gone];
  }

  enqueue(work: W, readyMs: number): void {
    this.#queue.push({ work, readyMs });
  }

  dequeue(): void {
    if (++this.#gone === this.#queue.length) {
      this.#queue.length = 0;
      this.#gone = 0;
    } else if (this.#gone > MOST_GONE && 2 * this.#gone > this.#queue.length) {
      this.#queue.splice(0, this.#gone);
      this.#gone = 0;
    }
  }

  /** Forgets all work. @returns it, what is running first */
  halt(): W[] {
    const lost = this.#queue.slice(this.#gone).map(({ work }) => work);
    if (this.running !== undefined) lost.unshift(this.running);
    this.running = undefined;
    this.#queue.length = 0;
    this.#gone = 0;
    return lost;
  }
}
