/**
 * The steps of K-Means in plain float64, one loop inside the other and nothing clever: what every other
 * implementation is compared with. Rows are `n * d`, centroids `k * d`; `cosine` centroids have length 1 (or 0).
 */

/** Writes each row's nearest centroid, ties by the smaller number, and its score for it. */
export function assignRows(
  rows: Float32Array,
  d: number,
  centroids: Float64Array,
  cosine: boolean,
  labels: Int32Array,
  scores: Float64Array,
): void {
  for (let i = 0; i < labels.length; i++) {
    scores[i] = Number.POSITIVE_INFINITY;
    for (let c = 0; c * d < centroids.length; c++) {
      const score = scoreOf(rows, i * d, d, centroids, c * d, cosine);
      if (score < scores[i]) {
        scores[i] = score;
        labels[i] = c;
      }
    }
  }
}

function scoreOf(
  rows: Float32Array,
  ro: number,
  d: number,
  centroids: Float64Array,
  co: number,
  cosine: boolean,
): number {
  let sum = 0;
  if (!cosine) {
    for (let j = 0; j < d; j++) sum += (rows[ro + j] - centroids[co + j]) ** 2;
    return sum;
  }
  const norm = rowNorm(rows, ro, d);
  if (norm === 0) return 1;
  for (let j = 0; j < d; j++) sum += rows[ro + j] * centroids[co + j];
  return 1 - sum / norm;
}

function rowNorm(rows: Float32Array, ro: number, d: number): number {
  let sum = 0;
  for (let j = 0; j < d; j++) sum += rows[ro + j] * rows[ro + j];
  return Math.sqrt(sum);
}

/** Adds each row to the sum of its cluster, `unit` rows divided by their length. */
export function addRows(
  rows: Float32Array,
  d: number,
  labels: Int32Array,
  unit: boolean,
  sums: Float64Array,
  counts: Float64Array,
): void {
  for (let i = 0; i < labels.length; i++) {
    const c = labels[i];
    counts[c]++;
    const length = unit ? rowNorm(rows, i * d, d) : 1;
    if (length === 0) continue;
    for (let j = 0; j < d; j++) sums[c * d + j] += rows[i * d + j] / length;
  }
}

/** Centroids from sums: their means, or for cosine their directions; `previous` where there is neither. */
export function centresOf(
  sums: Float64Array,
  counts: Float64Array,
  previous: Float64Array,
  d: number,
  cosine: boolean,
): Float64Array {
  const centres = previous.slice();
  for (let c = 0; c < counts.length; c++) {
    let squared = 0;
    for (let j = c * d; j < (c + 1) * d; j++) squared += sums[j] * sums[j];
    const divisor = cosine ? Math.sqrt(squared) : counts[c];
    if (divisor > 0) for (let j = c * d; j < (c + 1) * d; j++) centres[j] = sums[j] / divisor;
  }
  return centres;
}

/** The row with the largest score above `least` whose cluster has another one, the first of several; or -1. */
export function farthestRow(
  scores: Float64Array,
  labels: Int32Array,
  counts: Float64Array,
  least: number,
): number {
  let row = -1;
  for (let i = 0; i < scores.length; i++) {
    if (scores[i] > (row < 0 ? least : scores[row]) && counts[labels[i]] > 1) row = i;
  }
  return row;
}

/** Root mean square of the distances between centroids before and after. */
export function rmsShift(before: Float64Array, after: Float64Array, k: number): number {
  let sum = 0;
  for (let i = 0; i < before.length; i++) sum += (after[i] - before[i]) ** 2;
  return Math.sqrt(sum / k);
}

export function largestNorm(centroids: Float64Array, d: number): number {
  let largest = 0;
  for (let start = 0; start < centroids.length; start += d) {
    let squared = 0;
    for (let j = start; j < start + d; j++) squared += centroids[j] * centroids[j];
    largest = Math.max(largest, Math.sqrt(squared));
  }
  return largest;
}
