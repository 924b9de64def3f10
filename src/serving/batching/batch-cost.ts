/** How much an old batch counts once another has come. */
const FORGETTING = 0.95;
/** Variance of sizes from which a slope means something. */
const LEAST_VARIANCE = 0.05;

export interface BatchCost {
  readonly baseMs: number;
  readonly perRequestMs: number;
}

/** Learns `baseMs + perRequestMs * size` from batches that ran: least squares in which the past fades. */
export class BatchCostEstimate {
  #weight = 0;
  #size = 0;
  #ms = 0;
  #sizeSize = 0;
  #sizeMs = 0;

  add(size: number, ms: number): void {
    this.#weight = this.#weight * FORGETTING + 1;
    this.#size = this.#size * FORGETTING + size;
    this.#ms = this.#ms * FORGETTING + ms;
    this.#sizeSize = this.#sizeSize * FORGETTING + size * size;
    this.#sizeMs = this.#sizeMs * FORGETTING + size * ms;
  }

  /** Undefined until batches of different sizes have run. Neither part is negative. */
  get(): BatchCost | undefined {
    if (this.#weight === 0) return undefined;
    const meanSize = this.#size / this.#weight;
    const meanMs = this.#ms / this.#weight;
    const variance = this.#sizeSize / this.#weight - meanSize * meanSize;
    if (variance < LEAST_VARIANCE) return undefined;
    const slope = (this.#sizeMs / this.#weight - meanSize * meanMs) / variance;
    const perRequestMs = Math.min(Math.max(slope, 0), meanMs / meanSize);
    return { baseMs: meanMs - perRequestMs * meanSize, perRequestMs };
  }
}
