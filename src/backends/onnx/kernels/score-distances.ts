/**
 * Turns scores of l2 (own * (q.y - |y|^2 / 2), in a frame of `scale`) into Euclidean distances.
 * @param scores row-major `n * rows`
 */
export function l2Distances(
  scores: Float32Array,
  rows: number,
  squared: Float64Array,
  own: Float64Array,
  scale: number,
  into: Float32Array,
  at: number,
): void {
  for (let q = 0; q < squared.length; q++) {
    const factor = 2 / own[q];
    const end = (q + 1) * rows;
    for (let i = q * rows; i < end; i++) {
      // Rounding can leave a square just below zero.
      into[at + i] = Math.sqrt(Math.max(0, squared[q] - factor * scores[i])) / scale;
    }
  }
}

/** Distances `offset - slope * score` with the slope of each query. */
export function linearDistances(
  scores: Float32Array,
  rows: number,
  slopes: Float64Array,
  offset: number,
  into: Float32Array,
  at: number,
): void {
  for (let q = 0; q < slopes.length; q++) {
    const end = (q + 1) * rows;
    for (let i = q * rows; i < end; i++) into[at + i] = offset - slopes[q] * scores[i];
  }
}
