const BIN_MS = 50;
const BINS = 100;
/** Before it, a rate says more about chance than about the load. */
const LEAST_BINS = 10;

/** Arrivals a second over the last 5 s, in bins of 50 ms as Symphony's meter has them. */
export class ArrivalRate {
  readonly #counts = new Uint32Array(BINS);
  #total = 0;
  #firstBin: number | undefined;
  #bin = 0;

  /** Whether a bin was completed by it, so that `perMs` may be another. */
  arrived(nowMs: number): boolean {
    const bin = Math.floor(nowMs / BIN_MS);
    this.#firstBin ??= bin;
    const isNext = bin > this.#bin;
    for (let empty = Math.max(this.#bin + 1, bin - BINS + 1); empty <= bin; empty++) {
      this.#total -= this.#counts[empty % BINS] ?? 0;
      this.#counts[empty % BINS] = 0;
    }
    this.#bin = Math.max(this.#bin, bin);
    this.#counts[this.#bin % BINS] = (this.#counts[this.#bin % BINS] ?? 0) + 1;
    this.#total++;
    return isNext;
  }

  /** Of the bins that are over; undefined where they are too few. */
  get perMs(): number | undefined {
    if (this.#firstBin === undefined) return undefined;
    const bins = Math.min(BINS - 1, this.#bin - this.#firstBin);
    if (bins < LEAST_BINS) return undefined;
    return (this.#total - (this.#counts[this.#bin % BINS] ?? 0)) / (bins * BIN_MS);
  }
}
