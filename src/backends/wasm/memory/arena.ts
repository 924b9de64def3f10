import { webAssembly } from '../web-assembly.js';
import { FreeRanges } from './free-ranges.js';

const PAGE_BYTES = 2 ** 16;
const MOST_PAGES = 2 ** 16;
/** The last page is left out: an address just past the end of what is held must not wrap around to zero. */
export const ARENA_BYTES = (MOST_PAGES - 1) * PAGE_BYTES;
/** Left to queries, heaps and answers, which must lie in one memory with the rows they go with. */
export const WORKING_BYTES = 2 ** 28;
/** Grown by this much at least, as every growth is announced to all threads. */
const GROWTH_BYTES = 2 ** 24;

/** One shared WebAssembly memory of at most 4 GiB that grows as it is needed, and who has which part of it. */
export class Arena {
  readonly memory = new webAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
  readonly #free = new FreeRanges();
  #size = PAGE_BYTES;

  /** @param index its number among the arenas */
  constructor(
    readonly index: number,
    private readonly mostBytes = ARENA_BYTES,
  ) {
    // Address 0 stays unused, so that it can never be taken for something.
    this.#free.give(PAGE_BYTES / 2, PAGE_BYTES / 2);
  }

  /** Bytes held free. */
  get freeBytes(): number {
    return this.#free.bytes;
  }

  get size(): number {
    return this.#size;
  }

  /** An address below `limit` for `bytes`, out of what the memory has; undefined where it has too little. */
  take(bytes: number, limit?: number): number | undefined {
    return this.#free.take(bytes, limit);
  }

  /**
   * Grows so that `take` of as many bytes finds them. @returns false where that would be past `limit`
   * @throws RangeError when the system gives no more
   */
  grow(bytes: number, limit: number): boolean {
    const most = Math.min(this.mostBytes, Math.floor(limit / PAGE_BYTES) * PAGE_BYTES);
    const wanted = roundUp(this.#size - this.#free.freeBefore(this.#size) + bytes + PAGE_BYTES);
    if (wanted > most) return false;
    const size = Math.min(most, Math.max(wanted, this.#size + GROWTH_BYTES));
    this.memory.grow((size - this.#size) / PAGE_BYTES);
    this.#free.give(this.#size, size - this.#size);
    this.#size = size;
    return true;
  }

  give(address: number, bytes: number): void {
    this.#free.give(address, bytes);
  }

  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, length);
  }

  doubles(address: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, length);
  }

  ints(address: number, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, address, length);
  }
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / PAGE_BYTES) * PAGE_BYTES;
}
