/** The power of two that brings `largest` near 1: scaling by it in float64 rounds nothing. */
export function powerOfTwoScale(largest: number): number {
  return largest > 0 ? 2 ** -Math.round(Math.log2(largest)) : 1;
}

export function largestSize(values: Float32Array, start: number, end: number): number {
  let largest = 0;
  for (let i = start; i < end; i++) {
    const size = Math.abs(values[i]);
    if (size > largest) largest = size;
  }
  return largest;
}

/** 1 / |x|, and 0 for a zero vector. */
export function inverseLength(data: Float32Array, offset: number, d: number): number {
  let squared = 0;
  for (let j = 0; j < d; j++) squared += data[offset + j] * data[offset + j];
  return squared > 0 ? 1 / Math.sqrt(squared) : 0;
}
