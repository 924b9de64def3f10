/**
 * The k nearest (distance, id) pairs of each of several queries, kept sorted: nearest first, ties by the smaller id.
 * The order is total, so the outcome does not depend on the order of insertion.
 */
export class NearestLists {
  readonly ids: Int32Array;
  readonly distances: Float64Array;
  readonly #sizes: Int32Array;

  constructor(
    readonly queries: number,
    readonly k: number,
  ) {
    this.ids = new Int32Array(queries * k);
    this.distances = new Float64Array(queries * k);
    this.#sizes = new Int32Array(queries);
  }

  offer(query: number, distance: number, id: number): void {
    const { ids, distances, k } = this;
    const start = query * k;
    const size = this.#sizes[query];
    let at = start + size;
    if (size === k) {
      at--;
      if (distance > distances[at] || (distance === distances[at] && id >= ids[at])) return;
    } else {
      this.#sizes[query] = size + 1;
    }
    while (
      at > start &&
      (distance < distances[at - 1] || (distance === distances[at - 1] && id < ids[at - 1]))
    ) {
      distances[at] = distances[at - 1];
      ids[at] = ids[at - 1];
      at--;
    }
    distances[at] = distance;
    ids[at] = id;
  }
}
