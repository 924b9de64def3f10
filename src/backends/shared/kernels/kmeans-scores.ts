/**
 * How far row `rows[ro .. ro+d)`, of Euclidean norm `norm`, is from centroid `centroids[co .. co+d)`, in float64 and
 * summed in index order. K-Means minimises the sum of these scores.
 */
export type Score = (
  rows: Float32Array,
  ro: number,
  norm: number,
  centroids: Float64Array,
  co: number,
  d: number,
) => number;

export const squaredDistance: Score = (rows, ro, _norm, centroids, co, d) => {
  let sum = 0;
  for (let j = 0; j < d; j++) {
    const difference = rows[ro + j] - centroids[co + j];
    sum += difference * difference;
  }
  return sum;
};

/** 1 - cos for a centroid of norm 1 (or 0), with the cosine of a zero vector taken as 0. */
export const oneMinusCosine: Score = (rows, ro, norm, centroids, co, d) => {
  if (norm === 0) return 1;
  let sum = 0;
  for (let j = 0; j < d; j++) sum += rows[ro + j] * centroids[co + j];
  return 1 - sum / norm;
};

/** Writes each row's score for the centroid it is labelled with, summed in lanes. */
export type ScoreRows = (
  rows: Float32Array,
  n: number,
  d: number,
  labels: Int32Array,
  norms: Float64Array,
  centroids: Float64Array,
  scores: Float64Array,
) => void;

export const scoreSquares: ScoreRows = (rows, n, d, labels, _norms, centroids, scores) => {
  const whole = d - (d % 4);
  for (let i = 0; i < n; i++) {
    let r = i * d;
    let c = labels[i] * d;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (const end = r + whole; r < end; r += 4, c += 4) {
      const d0 = rows[r] - centroids[c];
      const d1 = rows[r + 1] - centroids[c + 1];
      const d2 = rows[r + 2] - centroids[c + 2];
      const d3 = rows[r + 3] - centroids[c + 3];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (const end = (i + 1) * d; r < end; r++, c++) {
      const difference = rows[r] - centroids[c];
      s0 += difference * difference;
    }
    scores[i] = s0 + s1 + (s2 + s3);
  }
};

export const scoreCosines: ScoreRows = (rows, n, d, labels, norms, centroids, scores) => {
  for (let i = 0; i < n; i++) {
    let r = i * d;
    let c = labels[i] * d;
    let s0 = 0;
    let s1 = 0;
    for (const end = r + d - (d % 2); r < end; r += 2, c += 2) {
      s0 += rows[r] * centroids[c];
      s1 += rows[r + 1] * centroids[c + 1];
    }
    if (d % 2 === 1) s0 += rows[r] * centroids[c];
    scores[i] = norms[i] === 0 ? 1 : 1 - (s0 + s1) / norms[i];
  }
};

/** The nearest centroid of a row, its score, and the smallest score among the others. */
export interface Nearest {
  label: number;
  first: number;
  second: number;
}

/** The nearest centroid of one row, ties by the smaller number. */
export function nearestCentroid(
  score: Score,
  rows: Float32Array,
  ro: number,
  norm: number,
  centroids: Float64Array,
  k: number,
  d: number,
  nearest: Nearest,
): void {
  nearest.label = 0;
  nearest.first = Number.POSITIVE_INFINITY;
  nearest.second = Number.POSITIVE_INFINITY;
  for (let c = 0; c < k; c++) {
    const value = score(rows, ro, norm, centroids, c * d, d);
    if (value < nearest.first) {
      nearest.second = nearest.first;
      nearest.first = value;
      nearest.label = c;
    } else if (value < nearest.second) {
      nearest.second = value;
    }
  }
}
