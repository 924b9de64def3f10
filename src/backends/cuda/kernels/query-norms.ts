/** The Euclidean length of each of `n` vectors of `d` floats, in float64. */
export function lengthsOf(data: Float32Array, n: number, d: number): Float64Array {
  const lengths = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = i * d; j < (i + 1) * d; j++) sum += data[j] * data[j];
    lengths[i] = Math.sqrt(sum);
  }
  return lengths;
}

/** Copies `n` vectors of `d` floats from number `first` on, `stride` floats apart with zeros between. */
export function padded(
  data: Float32Array,
  first: number,
  n: number,
  d: number,
  stride: number,
): Float32Array {
  const spread = new Float32Array(n * stride);
  for (let i = 0; i < n; i++) {
    spread.set(data.subarray((first + i) * d, (first + i + 1) * d), i * stride);
  }
  return spread;
}
