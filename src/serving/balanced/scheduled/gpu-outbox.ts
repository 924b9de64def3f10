import type { Clock } from '../../batching/clock.js';
import { KeyedTimers } from './keyed-timers.js';

/** Work that was decided on for each GPU and is not to leave yet. It leaves in the order of the decisions. */
export class GpuOutbox<W> {
  readonly #held: { readonly work: W; readonly atMs: number }[][];
  readonly #timers: KeyedTimers;

  constructor(
    gpus: number,
    clock: Clock,
    private readonly send: (gpu: number, work: W) => void,
  ) {
    this.#held = Array.from({ length: gpus }, () => []);
    this.#timers = new KeyedTimers(clock, ({ key }) => this.#sendFirst(key));
  }

  /** @param atMs of the clock: it leaves then, or once those before it have left */
  put(gpu: number, work: W, atMs: number): void {
    const held = this.#of(gpu);
    held.push({ work, atMs });
    if (held.length === 1) this.#timers.set(gpu, atMs);
  }

  /** Work that has not left, and now never will. */
  takeBack(gpu: number): readonly W[] {
    this.#timers.set(gpu, Number.POSITIVE_INFINITY);
    return this.#of(gpu)
      .splice(0)
      .map(({ work }) => work);
  }

  stop(): void {
    this.#timers.stop();
  }

  #sendFirst(gpu: number): void {
    const held = this.#of(gpu);
    const first = held.shift();
    if (first !== undefined) this.send(gpu, first.work);
    const [next] = held;
    if (next !== undefined) this.#timers.set(gpu, next.atMs);
  }

  #of(gpu: number): { readonly work: W; readonly atMs: number }[] {
    const held = this.#held[gpu];
    if (held === undefined) throw new RangeError(`expected a GPU below ${this.#held.length}; got ${gpu}`);
    return held;
  }
}
