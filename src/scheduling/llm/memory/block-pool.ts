import { FreeList } from './free-list.js';

/** A block as it was filled at some time. */
interface Filling {
  readonly block: number;
  /** How often the block had been handed out by then. */
  readonly use: number;
}

/** Which blocks one sequence holds, in the order of its positions. */
export interface BlockTable {
  readonly held: Filling[];
  /** Full blocks of those that it held before it was thrown out, and of which memory. */
  past: { readonly pool: BlockPool; readonly fillings: readonly Filling[] } | undefined;
}

export function emptyTable(): BlockTable {
  return { held: [], past: undefined };
}

/**
 * Key-value memory in blocks of equal size (PagedAttention, SOSP '23). What is given back keeps its content until it is
 * handed out again, the longest free first and of one sequence its end first, so that a sequence that was thrown out
 * may find its beginning again, as with the prefix caching of vLLM V1.
 */
export class BlockPool {
  readonly #free: FreeList;
  readonly #uses: Uint32Array;

  constructor(
    readonly blocks: number,
    readonly blockTokens: number,
  ) {
    this.#free = new FreeList(blocks);
    this.#uses = new Uint32Array(blocks);
  }

  get free(): number {
    return this.#free.length;
  }

  get used(): number {
    return this.blocks - this.#free.length;
  }

  /** Lets `table` hold `tokens`. @returns false, and nothing is changed, where too little is free */
  grow(table: BlockTable, tokens: number): boolean {
    const missing = Math.ceil(tokens / this.blockTokens) - table.held.length;
    if (missing > this.free) return false;
    for (let i = 0; i < missing; i++) {
      const block = this.#free.take();
      if (block === undefined) return false;
      const use = (this.#uses[block] ?? 0) + 1;
      this.#uses[block] = use;
      table.held.push({ block, use });
    }
    return true;
  }

  /** Takes all blocks back. @param tokens how many positions had been computed in them */
  release(table: BlockTable, tokens: number): void {
    table.past = { pool: this, fillings: table.held.slice(0, Math.floor(tokens / this.blockTokens)) };
    for (let i = table.held.length - 1; i >= 0; i--) {
      const filling = table.held[i];
      if (filling !== undefined) this.#free.add(filling.block);
    }
    table.held.length = 0;
  }

  /**
   * Hands out again what is left of a released table's beginning, of a table that holds nothing.
   * @returns how many positions need not be computed again, less than `tokens`
   */
  restore(table: BlockTable, tokens: number): number {
    // What lies in another GPU's memory is of no use here.
    const fillings = table.past?.pool === this ? table.past.fillings : [];
    for (const filling of fillings) {
      const isTaken = this.#uses[filling.block] !== filling.use;
      if (isTaken || (table.held.length + 1) * this.blockTokens >= tokens) break;
      this.#free.remove(filling.block);
      table.held.push(filling);
    }
    table.past = undefined;
    return table.held.length * this.blockTokens;
  }
}
