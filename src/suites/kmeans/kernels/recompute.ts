/** What the labels and centroids of a fit come to, summed in float64 in the order of the rows. */
export interface Recomputed {
  /** Sum of squared distances, or of 1 - cos. */
  inertia: number;
  /** Sum of distances, or of 1 - cos. */
  loss: number;
  readonly counts: Float64Array;
  /** Sums of each cluster's rows, of unit length where `unit` says so. */
  readonly sums: Float64Array;
}

/** Adds `n` rows and their labels to a recomputation. `centroids` are `k * d`, of length 1 (or 0) for cosine. */
export function recompute(
  rows: Float32Array,
  n: number,
  d: number,
  labels: Int32Array,
  centroids: Float64Array,
  cosine: boolean,
  unit: boolean,
  into: Recomputed,
): void {
  for (let i = 0; i < n; i++) {
    const label = labels[i];
    const score = scoreOf(rows, i * d, d, centroids, label * d, cosine);
    into.inertia += score;
    into.loss += cosine ? score : Math.sqrt(score);
    into.counts[label]++;
    const length = unit ? rowNorm(rows, i * d, d) : 1;
    if (length === 0) continue;
    for (let j = 0; j < d; j++) into.sums[label * d + j] += rows[i * d + j] / length;
  }
}

/** Squared distance, or 1 - cos with that of a zero row taken as 1. */
export function scoreOf(
  row: Float32Array,
  ro: number,
  d: number,
  centroids: Float64Array,
  co: number,
  cosine: boolean,
): number {
  let sum = 0;
  if (!cosine) {
    for (let j = 0; j < d; j++) {
      const difference = row[ro + j] - centroids[co + j];
      sum += difference * difference;
    }
    return sum;
  }
  const norm = rowNorm(row, ro, d);
  if (norm === 0) return 1;
  for (let j = 0; j < d; j++) sum += row[ro + j] * centroids[co + j];
  return 1 - sum / norm;
}

/** The least score of a row for any of `k` centroids. */
export function leastScore(
  row: Float32Array,
  ro: number,
  d: number,
  centroids: Float64Array,
  k: number,
  cosine: boolean,
): number {
  let least = Number.POSITIVE_INFINITY;
  for (let c = 0; c < k; c++) least = Math.min(least, scoreOf(row, ro, d, centroids, c * d, cosine));
  return least;
}

export function rowNorm(row: Float32Array, ro: number, d: number): number {
  let sum = 0;
  for (let j = 0; j < d; j++) sum += row[ro + j] * row[ro + j];
  return Math.sqrt(sum);
}

/** Euclidean norm of centroid `c`. */
export function centroidNorm(centroids: Float64Array, c: number, d: number): number {
  let sum = 0;
  for (let j = c * d; j < (c + 1) * d; j++) sum += centroids[j] * centroids[j];
  return Math.sqrt(sum);
}

/** Sum over clusters with rows of the squared distance from centroid to mean, or to the mean's direction. */
export function squaredShiftToMeans(
  { sums, counts }: Recomputed,
  centroids: Float64Array,
  d: number,
  cosine: boolean,
): number {
  let shift = 0;
  for (let c = 0; c < counts.length; c++) {
    const divisor = cosine ? centroidNorm(sums, c, d) : counts[c];
    if (divisor === 0) continue;
    for (let j = c * d; j < (c + 1) * d; j++) shift += (sums[j] / divisor - centroids[j]) ** 2;
  }
  return shift;
}

/** Sum over all rows of the squared distance from their centroid to the mean of all. */
export function scatterOfCentroids({ counts }: Recomputed, centroids: Float64Array, d: number): number {
  const n = counts.reduce((sum, count) => sum + count, 0);
  let scatter = 0;
  for (let j = 0; j < d; j++) {
    let mean = 0;
    for (let c = 0; c < counts.length; c++) mean += (counts[c] / n) * centroids[c * d + j];
    for (let c = 0; c < counts.length; c++) scatter += counts[c] * (centroids[c * d + j] - mean) ** 2;
  }
  return scatter;
}
