interface Way {
  readonly gpu: number;
  readonly weight: number;
  credit: number;
}

/** Spreads the requests of a model over its GPUs in proportion to what each was planned to take, as evenly as it goes. */
export class Routes {
  readonly #ways: Way[] = [];
  #total = 0;

  add(gpu: number, weight: number): void {
    this.#ways.push({ gpu, weight, credit: 0 });
    this.#total += weight;
  }

  get isEmpty(): boolean {
    return this.#ways.length === 0;
  }

  /** Each way is credited its weight, and the one with most pays for the request. Undefined where there is no way. */
  next(): number | undefined {
    let best: Way | undefined;
    for (const way of this.#ways) {
      way.credit += way.weight;
      if (best === undefined || way.credit > best.credit) best = way;
    }
    if (best !== undefined) best.credit -= this.#total;
    return best?.gpu;
  }
}
