/** Index of the first NaN or infinity among the first `length` values, or -1. */
export function firstNonFinite(values: Float32Array, length: number): number {
  // x - x is 0 for finite x and NaN otherwise: a chunk is cleared by one sum, and searched only when it is not.
  for (let start = 0; start < length; start += 1024) {
    const end = Math.min(start + 1024, length);
    let sum = 0;
    for (let i = start; i < end; i++) sum += values[i] - values[i];
    if (sum !== 0) {
      for (let i = start; i < end; i++) if (!Number.isFinite(values[i])) return i;
    }
  }
  return -1;
}
