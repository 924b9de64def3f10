/**
 * Writes the Euclidean norms of `n` rows and returns `spread` plus their squared distances to `origin`, row by row, so
 * that the sum does not depend on where blocks end.
 */
export function measureRows(
  rows: Float32Array,
  n: number,
  d: number,
  origin: Float64Array,
  norms: Float64Array,
  spread: number,
): number {
  for (let i = 0; i < n; i++) {
    let squared = 0;
    let fromOrigin = 0;
    for (let j = 0; j < d; j++) {
      const x = rows[i * d + j];
      const difference = x - origin[j];
      squared += x * x;
      fromOrigin += difference * difference;
    }
    norms[i] = Math.sqrt(squared);
    spread += fromOrigin;
  }
  return spread;
}
