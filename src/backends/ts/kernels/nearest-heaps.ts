/**
 * One bounded heap per query that keeps the smallest (value, id) pairs, the largest of them on top: `values` and
 * `ids` hold query q's heap from `q * capacity`, its top first. The order is total, so what is kept does not depend
 * on the order in which pairs come.
 */
export class NearestHeaps {
  constructor(
    readonly capacity: number,
    readonly values: Float64Array,
    readonly ids: Int32Array,
    readonly sizes: Int32Array,
  ) {}

  /** Above this value nothing is kept any more. */
  worst(query: number): number {
    return this.sizes[query] < this.capacity ? Number.POSITIVE_INFINITY : this.values[query * this.capacity];
  }

  offer(query: number, value: number, id: number): void {
    const { values, ids, capacity } = this;
    const top = query * capacity;
    const size = this.sizes[query];
    if (size < capacity) {
      this.sizes[query] = size + 1;
      this.#rise(top, size, value, id);
    } else if (value < values[top] || (value === values[top] && id < ids[top])) {
      this.#sink(top, value, id);
    }
  }

  /** Offers `count` values in turn, whose ids ascend from `firstId`. */
  offerRun(query: number, run: Float64Array, count: number, firstId: number): void {
    let worst = this.worst(query);
    for (let i = 0; i < count; i++) {
      if (run[i] <= worst) {
        this.offer(query, run[i], firstId + i);
        worst = this.worst(query);
      }
    }
  }

  /** Offers everything that heaps of the same queries keep. */
  merge(other: NearestHeaps): void {
    for (let query = 0; query < this.sizes.length; query++) {
      const start = query * other.capacity;
      const end = start + other.sizes[query];
      for (let at = start; at < end; at++) this.offer(query, other.values[at], other.ids[at]);
    }
  }

  #rise(top: number, at: number, value: number, id: number): void {
    const { values, ids } = this;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = values[top + parent];
      if (value < above || (value === above && id < ids[top + parent])) break;
      values[top + at] = above;
      ids[top + at] = ids[top + parent];
      at = parent;
    }
    values[top + at] = value;
    ids[top + at] = id;
  }

  #sink(top: number, value: number, id: number): void {
    const { values, ids, capacity } = this;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= capacity) break;
      const left = top + child;
      if (
        child + 1 < capacity &&
        (values[left + 1] > values[left] || (values[left + 1] === values[left] && ids[left + 1] > ids[left]))
      ) {
        child++;
      }
      const below = values[top + child];
      if (value > below || (value === below && id > ids[top + child])) break;
      values[top + at] = below;
      ids[top + at] = ids[top + child];
      at = child;
    }
    values[top + at] = value;
    ids[top + at] = id;
  }
}
