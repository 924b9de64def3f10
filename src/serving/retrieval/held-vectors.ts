import type { VectorSource } from '../../backends/backend.js';

/** Vectors in memory as a source that a backend loads. */
export function heldVectors(identity: string, data: Float32Array, d: number): VectorSource {
  return {
    identity,
    n: data.length / d,
    d,
    async read(start, count, into) {
      into.set(data.subarray(start * d, (start + count) * d));
    },
    async close() {},
  };
}
