import type { VectorSource } from '../../backend.js';

/** Rows in memory as a source. */
export function memorySource(data: Float32Array, d: number): VectorSource {
  return {
    identity: 'rows in memory',
    n: data.length / d,
    d,
    async read(start, count, into) {
      into.set(data.subarray(start * d, (start + count) * d));
    },
    close: async () => {},
  };
}
