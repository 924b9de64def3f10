/** Typed arrays that every worker sees without a copy. */
export function sharedFloats(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
}

export function sharedDoubles(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));
}

export function sharedInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT));
}

/** The same floats in shared memory: themselves if they already are. */
export function inSharedMemory(data: Float32Array, length: number): Float32Array {
  if (data.buffer instanceof SharedArrayBuffer) return data.subarray(0, length);
  const shared = sharedFloats(length);
  shared.set(data.subarray(0, length));
  return shared;
}
