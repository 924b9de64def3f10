/** The means of clusters. An empty cluster keeps its centroid. */
export function means(
  sums: Float64Array,
  counts: Float64Array,
  previous: Float64Array,
  d: number,
): Float64Array {
  const centres = previous.slice();
  for (let c = 0; c < counts.length; c++) {
    if (counts[c] === 0) continue;
    for (let j = c * d; j < (c + 1) * d; j++) centres[j] = sums[j] / counts[c];
  }
  return centres;
}

/** Vectors scaled to length 1. One without direction keeps its centroid. */
export function directions(vectors: Float64Array, previous: Float64Array, d: number): Float64Array {
  const centres = previous.slice();
  for (let start = 0; start < vectors.length; start += d) {
    const norm = normOf(vectors, start, d);
    if (norm === 0) continue;
    for (let j = start; j < start + d; j++) centres[j] = vectors[j] / norm;
  }
  return centres;
}

export function normOf(values: Float64Array, start: number, d: number): number {
  let sum = 0;
  for (let j = start; j < start + d; j++) sum += values[j] * values[j];
  return Math.sqrt(sum);
}

/**
 * What squared distances to centroids take off those to `origin`, summed over all rows, from the sums of the clusters:
 * |x - o|^2 - |x - c|^2 = (c - o) (2 (x - o) - (c - o)).
 */
export function explainedSquares(
  centroids: Float64Array,
  sums: Float64Array,
  counts: Float64Array,
  origin: Float64Array,
  d: number,
): number {
  let explained = 0;
  for (let c = 0; c < counts.length; c++) {
    for (let j = 0; j < d; j++) {
      const centre = centroids[c * d + j] - origin[j];
      const sum = sums[c * d + j] - counts[c] * origin[j];
      explained += centre * (2 * sum - counts[c] * centre);
    }
  }
  return explained;
}

export function innerProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** The sum in index order. */
export function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}
