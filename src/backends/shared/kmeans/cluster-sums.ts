/** Sums over the rows of each cluster, kept up to date as rows change their cluster. */
export interface ClusterSums {
  readonly d: number;
  /** Row-major `k * d`. */
  readonly sums: Float64Array;
  readonly counts: Float64Array;
  /** A point amid the rows, from which squares are taken so that they cancel little. */
  readonly origin: Float64Array;
}

/** Sums of no rows yet, for clusters around these centroids. */
export function emptyClusters(centroids: Float64Array, d: number): ClusterSums {
  const k = centroids.length / d;
  const origin = new Float64Array(d);
  for (const [i, value] of centroids.entries()) origin[i % d] = (origin[i % d] ?? 0) + value / k;
  return { d, sums: new Float64Array(k * d), counts: new Float64Array(k), origin };
}
