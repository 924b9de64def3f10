import type { Rows, VectorSource } from '../../src/backends/backend.js';

export function rowsOf(vectors: readonly (readonly number[])[], d = vectors[0]?.length ?? 1): Rows {
  return { n: vectors.length, d, data: Float32Array.from(vectors.flat()) };
}

/** Rows in memory as a source, written down block by block as they are read. */
export class MemorySource implements VectorSource {
  readonly identity = 'memory';
  readonly n: number;
  readonly d: number;
  /** `start+count` of every read begun. */
  readonly reads: string[] = [];
  closed = false;

  constructor(readonly rows: Rows) {
    this.n = rows.n;
    this.d = rows.d;
  }

  async read(start: number, count: number, into: Float32Array): Promise<void> {
    this.reads.push(`${start}+${count}`);
    // What is read arrives later, as from a disk.
    await new Promise((resolve) => setImmediate(resolve));
    into.set(this.rows.data.subarray(start * this.d, (start + count) * this.d));
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}
