const NONE = -1;

/** Free blocks, the longest free first; any of them is taken out in constant time. */
export class FreeList {
  readonly #before: Int32Array;
  readonly #after: Int32Array;
  #first = NONE;
  #last = NONE;
  #length = 0;

  /** All of `blocks`, in the order of their numbers. */
  constructor(blocks: number) {
    this.#before = new Int32Array(blocks).fill(NONE);
    this.#after = new Int32Array(blocks).fill(NONE);
    for (let block = 0; block < blocks; block++) this.add(block);
  }

  get length(): number {
    return this.#length;
  }

  add(block: number): void {
    this.#before[block] = this.#last;
    this.#after[block] = NONE;
    if (this.#last === NONE) this.#first = block;
    else this.#after[this.#last] = block;
    this.#last = block;
    this.#length++;
  }

  /** The one that has been free for longest. */
  take(): number | undefined {
    const block = this.#first;
    if (block === NONE) return undefined;
    this.remove(block);
    return block;
  }

  /** `block` must be free. */
  remove(block: number): void {
    const before = this.#before[block] ?? NONE;
    const after = this.#after[block] ?? NONE;
    if (before === NONE) this.#first = after;
    else this.#after[before] = after;
    if (after === NONE) this.#last = before;
    else this.#before[after] = before;
    this.#length--;
  }
}
