import type { BatchTrace, TracedBatch } from '../../results/batch-trace.js';
import type { Batch, Request } from '../../scheduling/policy.js';
import type { SimulationObserver } from '../../scheduling/simulation/simulation.js';

/** Enough for a second or so of eight busy GPUs, in some fifty kilobytes. */
const MOST_BATCHES = 800;

interface EndedBatch extends Omit<TracedBatch, 'counts'> {
  readonly arrived: number;
}

/** Keeps the first batches that end after the warm-up, each with what was counted when it ended. */
export class BatchRecorder implements SimulationObserver {
  readonly #fromMs: number;
  readonly #batches: TracedBatch[] = [];
  /** Those that ended just now: answers of the same moment are told after them. */
  #ending: EndedBatch[] = [];
  #drawn = 0;
  #lastDrawnMs = 0;
  #good = 0;
  #late = 0;
  #dropped = 0;

  constructor(fromMs: number) {
    this.#fromMs = fromMs;
  }

  /** The same requests, counted as they are drawn. */
  counted<R extends Request>(requests: Iterable<R>): Iterable<R> {
    const recorder = this;
    return {
      *[Symbol.iterator]() {
        for (const request of requests) {
          recorder.#drawn++;
          recorder.#lastDrawnMs = request.arrivalMs;
          yield request;
        }
      },
    };
  }

  answered({ deadlineMs }: Request, atMs: number): void {
    this.#settle(atMs);
    if (atMs <= deadlineMs) this.#good++;
    else this.#late++;
  }

  dropped(_: Request, atMs: number): void {
    this.#settle(atMs);
    this.#dropped++;
  }

  ran(gpu: number, { model, requests }: Batch, startMs: number, endMs: number, isLost: boolean): void {
    this.#settle(endMs);
    if (endMs <= this.#fromMs || this.#isFull) return;
    // The next arrival is drawn before its time comes.
    const arrived = this.#drawn - (this.#lastDrawnMs > endMs ? 1 : 0);
    this.#ending.push({ gpu, model, size: requests.length, startMs, endMs, isLost, arrived });
  }

  /** What was kept; to be asked when the simulation is over. */
  trace(of: Pick<BatchTrace, 'cellId' | 'label' | 'gpus' | 'models'>): BatchTrace {
    this.#settle(Number.POSITIVE_INFINITY);
    return { ...of, fromMs: this.#fromMs, isCut: this.#isFull, batches: this.#batches };
  }

  get #isFull(): boolean {
    return this.#batches.length + this.#ending.length >= MOST_BATCHES;
  }

  /** Gives batches that ended before `atMs` what was counted by then. */
  #settle(atMs: number): void {
    const [first] = this.#ending;
    if (first === undefined || first.endMs >= atMs) return;
    const [good, late, dropped] = [this.#good, this.#late, this.#dropped];
    for (const { arrived, ...batch } of this.#ending) {
      this.#batches.push({ ...batch, counts: { arrived, good, late, dropped } });
    }
    this.#ending = [];
  }
}
