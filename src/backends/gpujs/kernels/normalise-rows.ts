/**
 * Rows scaled to length 1, their norms summed in float64; a zero row stays zero, so that its cosine with anything is 0.
 * Rows that differ by a power of two, and all of one sign where d = 1, become equal to the last bit: their ties stay ties.
 */
export function normaliseRows(data: Float32Array, n: number, d: number, into: Float32Array): void {
  for (let start = 0; start < n * d; start += d) {
    let sum = 0;
    for (let j = start; j < start + d; j++) sum += data[j] * data[j];
    const inverse = sum === 0 ? 0 : 1 / Math.sqrt(sum);
    for (let j = start; j < start + d; j++) into[j] = data[j] * inverse;
  }
}
