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

// The same in lanes: where only the value matters, and not that equal ones come out equal, a single sum would wait for
// each of its additions.
export const squaredDistanceInLanes: Score = (rows, ro, _norm, centroids, co, d) => {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  const end = ro + d;
  for (const whole = end - (d % 4); ro < whole; ro += 4, co += 4) {
    const d0 = rows[ro] - centroids[co];
    const d1 = rows[ro + 1] - centroids[co + 1];
    const d2 = rows[ro + 2] - centroids[co + 2];
    const d3 = rows[ro + 3] - centroids[co + 3];
    s0 += d0 * d0;
    s1 += d1 * d1;
    s2 += d2 * d2;
    s3 += d3 * d3;
  }
  for (; ro < end; ro++, co++) {
    const difference = rows[ro] - centroids[co];
    s0 += difference * difference;
  }
  return s0 + s1 + (s2 + s3);
};

export const oneMinusCosineInLanes: Score = (rows, ro, norm, centroids, co, d) => {
  if (norm === 0) return 1;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  const end = ro + d;
  for (const whole = end - (d % 4); ro < whole; ro += 4, co += 4) {
    s0 += rows[ro] * centroids[co];
    s1 += rows[ro + 1] * centroids[co + 1];
    s2 += rows[ro + 2] * centroids[co + 2];
    s3 += rows[ro + 3] * centroids[co + 3];
  }
  for (; ro < end; ro++, co++) s0 += rows[ro] * centroids[co];
  return 1 - (s0 + s1 + (s2 + s3)) / norm;
};

/** Writes each row's score for the centroid it is labelled with. */
export function scoreRows(
  score: Score,
  rows: Float32Array,
  n: number,
  d: number,
  labels: Int32Array,
  norms: Float64Array,
  centroids: Float64Array,
  scores: Float64Array,
): void {
  for (let i = 0; i < n; i++) scores[i] = score(rows, i * d, norms[i], centroids, labels[i] * d, d);
}

/** The nearest centroid of a row, its score, and the smallest score among the others. */
export interface Nearest {
  label: number;
  first: number;
  second: number;
}

/** The nearer of the centroids a and b, ties by the smaller number. */
export function nearerOfTwo(
  score: Score,
  rows: Float32Array,
  ro: number,
  norm: number,
  centroids: Float64Array,
  a: number,
  b: number,
  d: number,
  nearest: Nearest,
): void {
  const toA = score(rows, ro, norm, centroids, a * d, d);
  const toB = score(rows, ro, norm, centroids, b * d, d);
  const isA = toA < toB || (toA === toB && a < b);
  nearest.label = isA ? a : b;
  nearest.first = isA ? toA : toB;
  nearest.second = isA ? toB : toA;
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
