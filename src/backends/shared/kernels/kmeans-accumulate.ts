/**
 * Adds each of `n` rows to the sum of its cluster, in the order of the rows so that sums do not depend on where blocks
 * end. `sums` is `k * d`, `counts` is `k` long; `labels` and `norms` belong to these rows alone. With `unit`, rows
 * count as vectors of length 1, and a zero row, which has no direction, adds nothing.
 */
export function addRows(
  rows: Float32Array,
  n: number,
  d: number,
  labels: Int32Array,
  norms: Float64Array,
  unit: boolean,
  sums: Float64Array,
  counts: Float64Array,
): void {
  for (let i = 0; i < n; i++) {
    counts[labels[i]]++;
    addRow(rows, i * d, d, unit ? norms[i] : 1, sums, labels[i] * d);
  }
}

/**
 * Brings sums up to date with labels that have changed: each row whose label is not the one it is `summed` under
 * goes over to its new cluster, or comes in where it is summed under -1.
 */
export function transferRows(
  rows: Float32Array,
  n: number,
  d: number,
  labels: Int32Array,
  summed: Int32Array,
  norms: Float64Array,
  unit: boolean,
  sums: Float64Array,
  counts: Float64Array,
): void {
  for (let i = 0; i < n; i++) {
    const to = labels[i];
    const from = summed[i];
    if (to === from) continue;
    const length = unit ? norms[i] : 1;
    if (from >= 0) {
      counts[from]--;
      // An empty cluster sums to nothing, whatever rounding has left.
      if (counts[from] === 0) sums.fill(0, from * d, (from + 1) * d);
      else addRow(rows, i * d, d, -length, sums, from * d);
    }
    counts[to]++;
    addRow(rows, i * d, d, length, sums, to * d);
    summed[i] = to;
  }
}

// A division and not a factor 1 / length, which may overflow where the quotient does not.
function addRow(
  rows: Float32Array,
  ro: number,
  d: number,
  length: number,
  sums: Float64Array,
  so: number,
): void {
  if (length === 0) return;
  if (length === 1) for (let j = 0; j < d; j++) sums[so + j] += rows[ro + j];
  else if (length === -1) for (let j = 0; j < d; j++) sums[so + j] -= rows[ro + j];
  else for (let j = 0; j < d; j++) sums[so + j] += rows[ro + j] / length;
}
