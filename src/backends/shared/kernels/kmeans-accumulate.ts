/**
 * Adds each of `n` rows to the sum of its cluster, in the order of the rows so that sums do not depend on where blocks
 * end, and writes its score. `sums` is `k * d`, `counts` is `k` long; `labels`, `norms` and `scores` belong to these
 * rows alone.
 */
export type Accumulate = (
  rows: Float32Array,
  n: number,
  d: number,
  labels: Int32Array,
  norms: Float64Array,
  centroids: Float64Array,
  sums: Float64Array,
  counts: Float64Array,
  scores: Float64Array,
) => void;

// Four lanes, here and below: a single sum would wait for each of its additions.
export const accumulateVectors: Accumulate = (
  rows,
  n,
  d,
  labels,
  _norms,
  centroids,
  sums,
  counts,
  scores,
) => {
  const whole = d - (d % 4);
  for (let i = 0; i < n; i++) {
    const label = labels[i];
    let r = i * d;
    let c = label * d;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (const end = r + whole; r < end; r += 4, c += 4) {
      const x0 = rows[r];
      const x1 = rows[r + 1];
      const x2 = rows[r + 2];
      const x3 = rows[r + 3];
      const d0 = x0 - centroids[c];
      const d1 = x1 - centroids[c + 1];
      const d2 = x2 - centroids[c + 2];
      const d3 = x3 - centroids[c + 3];
      sums[c] += x0;
      sums[c + 1] += x1;
      sums[c + 2] += x2;
      sums[c + 3] += x3;
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (const end = (i + 1) * d; r < end; r++, c++) {
      const difference = rows[r] - centroids[c];
      sums[c] += rows[r];
      s0 += difference * difference;
    }
    counts[label]++;
    scores[i] = s0 + s1 + (s2 + s3);
  }
};

/** For cosine, rows being added as vectors of length 1: a zero row has no direction and adds nothing. */
export const accumulateDirections: Accumulate = (
  rows,
  n,
  d,
  labels,
  norms,
  centroids,
  sums,
  counts,
  scores,
) => {
  for (let i = 0; i < n; i++) {
    const norm = norms[i];
    counts[labels[i]]++;
    scores[i] = norm === 0 ? 1 : 1 - addAndDot(rows, i * d, d, norm, centroids, sums, labels[i] * d) / norm;
  }
};

/** For cosine, rows being added as they are. */
export const accumulateLengths: Accumulate = (rows, n, d, labels, norms, centroids, sums, counts, scores) => {
  for (let i = 0; i < n; i++) {
    const norm = norms[i];
    counts[labels[i]]++;
    scores[i] = norm === 0 ? 1 : 1 - addAndDot(rows, i * d, d, 1, centroids, sums, labels[i] * d) / norm;
  }
};

/** Adds a row over `length` to the sum of its cluster and returns the row's inner product with the centroid. */
function addAndDot(
  rows: Float32Array,
  r: number,
  d: number,
  length: number,
  centroids: Float64Array,
  sums: Float64Array,
  c: number,
): number {
  let s0 = 0;
  let s1 = 0;
  const end = r + d - (d % 2);
  // A division and not a factor 1 / length, which may overflow where the quotient does not.
  for (; r < end; r += 2, c += 2) {
    const x0 = rows[r];
    const x1 = rows[r + 1];
    sums[c] += x0 / length;
    sums[c + 1] += x1 / length;
    s0 += x0 * centroids[c];
    s1 += x1 * centroids[c + 1];
  }
  if (d % 2 === 1) {
    sums[c] += rows[r] / length;
    s0 += rows[r] * centroids[c];
  }
  return s0 + s1;
}
