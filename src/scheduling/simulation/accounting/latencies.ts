import { sortedQuantile } from '../../../stats/quantile.js';

const INITIAL_ROOM = 1024;

/** Every latency of a run, eight bytes each, so that quantiles are exact. */
export class Latencies {
  #values = new Float64Array(INITIAL_ROOM);
  #count = 0;
  #isSorted = true;

  add(ms: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Float64Array(2 * this.#count);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count++] = ms;
    this.#isSorted = false;
  }

  get count(): number {
    return this.#count;
  }

  /** NaN without one. */
  get meanMs(): number {
    return this.#recorded().reduce((sum, ms) => sum + ms, 0) / this.#count;
  }

  /** @returns NaN without one */
  quantileMs(p: number): number {
    const recorded = this.#recorded();
    if (!this.#isSorted) recorded.sort();
    this.#isSorted = true;
    return sortedQuantile(recorded, p);
  }

  #recorded(): Float64Array {
    return this.#values.subarray(0, this.#count);
  }
}
