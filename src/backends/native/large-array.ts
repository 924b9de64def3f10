import type { Binding } from './binding.js';

/** Zeros that are read at the memory's rate: in large pages where the system grants them. */
export function largeArray(binding: Binding, length: number): Float32Array {
  const floats = new Float32Array(length);
  binding.preferLargePages(floats, length);
  return floats;
}
