import type { Arena } from './arena.js';
import type { MemoryBank } from './memory-bank.js';

/** What one call needs of an arena while it runs, given back all at once. */
export class WorkingMemory {
  readonly #taken: { readonly address: number; readonly bytes: number }[] = [];

  constructor(
    private readonly bank: MemoryBank,
    readonly arena: Arena,
  ) {}

  /** Addresses of so many four-byte numbers. */
  take4(count: number): number {
    return this.take(count * 4);
  }

  take(bytes: number): number {
    const address = this.bank.takeWorking(this.arena, bytes);
    this.#taken.push({ address, bytes });
    return address;
  }

  /** A copy of floats. */
  put(data: Float32Array): number {
    const address = this.take4(data.length);
    this.arena.floats(address, data.length).set(data);
    return address;
  }

  free(): void {
    for (const { address, bytes } of this.#taken.splice(0)) this.bank.giveWorking(this.arena, address, bytes);
  }
}

/** Lends working memory to a call, whatever becomes of it. */
export async function withWorkingMemory<T>(
  bank: MemoryBank,
  arena: Arena,
  work: (memory: WorkingMemory) => Promise<T>,
): Promise<T> {
  const memory = new WorkingMemory(bank, arena);
  try {
    return await work(memory);
  } finally {
    memory.free();
  }
}
