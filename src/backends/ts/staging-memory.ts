import type { Rows } from '../backend.js';
import { sharedFloats } from './shared-memory.js';

/** Rows that come with a call, where every worker sees them. */
export interface StagedRows {
  readonly floats: Float32Array;
  release(): void;
}

/** Shared memory for rows that come with a call. Later calls use it again: fresh memory costs more than the copy. */
export class StagingMemory {
  readonly #free: Float32Array[] = [];

  /** Rows that are shared already are not copied. */
  stage({ n, d, data }: Rows): StagedRows {
    const length = n * d;
    if (data.buffer instanceof SharedArrayBuffer) {
      return { floats: data.subarray(0, length), release: () => {} };
    }
    const memory = this.#take(length);
    memory.set(data.subarray(0, length));
    return { floats: memory.subarray(0, length), release: () => void this.#free.push(memory) };
  }

  #take(length: number): Float32Array {
    const at = this.#free.findIndex((memory) => memory.length >= length);
    const [found] = at < 0 ? [] : this.#free.splice(at, 1);
    if (found !== undefined) return found;
    // Memory that has become too small would only pile up.
    this.#free.length = 0;
    return sharedFloats(length);
  }
}
