const NOT_QUEUED = -1;
const INITIAL_SLOTS = 64;

/**
 * Events in the order of their time, and at equal times in the order in which they were scheduled: a binary heap over
 * typed arrays. An event is a slot, a small number that its owner keeps and may schedule again and again.
 */
export class EventHeap {
  #times = new Float64Array(INITIAL_SLOTS);
  #turns = new Float64Array(INITIAL_SLOTS);
  /** Where each slot stands in the heap. */
  #positions = new Int32Array(INITIAL_SLOTS).fill(NOT_QUEUED);
  #heap = new Int32Array(INITIAL_SLOTS);
  #size = 0;
  #slots = 0;
  #nextTurn = 0;
  readonly #free: number[] = [];

  get size(): number {
    return this.#size;
  }

  /** Infinity while nothing is scheduled. */
  get nextTime(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : this.#times[this.#heap[0]];
  }

  /** A slot of its own for an event that is not scheduled yet. */
  allocate(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#slots === this.#heap.length) this.#grow();
    return this.#slots++;
  }

  /** Gives back a slot that is not scheduled. */
  release(slot: number): void {
    this.#free.push(slot);
  }

  /** Schedules a slot, or moves one that is scheduled; it comes after all that already have that time. */
  schedule(slot: number, time: number): void {
    this.#times[slot] = time;
    this.#turns[slot] = this.#nextTurn++;
    const at = this.#positions[slot];
    if (at === NOT_QUEUED) this.#rise(slot, this.#size++);
    else this.#settle(slot, at);
  }

  cancel(slot: number): void {
    const at = this.#positions[slot];
    if (at === NOT_QUEUED) return;
    this.#positions[slot] = NOT_QUEUED;
    const last = this.#heap[--this.#size];
    if (last !== slot) this.#settle(last, at);
  }

  /** All that are scheduled, in no order. */
  scheduledSlots(): number[] {
    return Array.from(this.#heap.subarray(0, this.#size));
  }

  /** Takes out the slot that comes first. To be called only while `size` is above 0. */
  pop(): number {
    const first = this.#heap[0];
    this.#positions[first] = NOT_QUEUED;
    const last = this.#heap[--this.#size];
    if (this.#size > 0) this.#sink(last, 0);
    return first;
  }

  #comesBefore(one: number, other: number): boolean {
    const times = this.#times;
    return (
      times[one] < times[other] || (times[one] === times[other] && this.#turns[one] < this.#turns[other])
    );
  }

  /** Puts a slot where it belongs, the place `at` being empty. */
  #settle(slot: number, at: number): void {
    const parent = this.#heap[(at - 1) >> 1];
    if (at > 0 && this.#comesBefore(slot, parent)) this.#rise(slot, at);
    else this.#sink(slot, at);
  }

  #rise(slot: number, at: number): void {
    const heap = this.#heap;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (!this.#comesBefore(slot, parent)) break;
      heap[at] = parent;
      this.#positions[parent] = at;
      at = above;
    }
    heap[at] = slot;
    this.#positions[slot] = at;
  }

  #sink(slot: number, at: number): void {
    const heap = this.#heap;
    const size = this.#size;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= size) break;
      if (below + 1 < size && this.#comesBefore(heap[below + 1], heap[below])) below++;
      const child = heap[below];
      if (!this.#comesBefore(child, slot)) break;
      heap[at] = child;
      this.#positions[child] = at;
      at = below;
    }
    heap[at] = slot;
    this.#positions[slot] = at;
  }

  #grow(): void {
    const length = 2 * this.#heap.length;
    const times = new Float64Array(length);
    const turns = new Float64Array(length);
    const positions = new Int32Array(length).fill(NOT_QUEUED);
    const heap = new Int32Array(length);
    times.set(this.#times);
    turns.set(this.#turns);
    positions.set(this.#positions);
    heap.set(this.#heap);
    this.#times = times;
    this.#turns = turns;
    this.#positions = positions;
    this.#heap = heap;
  }
}
