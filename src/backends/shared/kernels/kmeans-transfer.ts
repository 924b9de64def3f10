/**
 * Brings the sums of clusters up to date with labels that have changed: each of `n` rows whose label is not the one it
 * is `summed` under goes over to its new cluster, in the order of the rows. With `unit`, rows count as vectors of
 * length 1, and a zero row adds nothing.
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
    counts[from]--;
    counts[to]++;
    summed[i] = to;
    // An empty cluster sums to nothing, whatever rounding has left.
    if (counts[from] > 0 && !unit) {
      moveRow(rows, i * d, d, sums, from * d, to * d);
      continue;
    }
    if (counts[from] === 0) sums.fill(0, from * d, (from + 1) * d);
    else addRow(rows, i * d, d, -length, sums, from * d);
    addRow(rows, i * d, d, length, sums, to * d);
  }
}

/** Takes a row out of one sum and into another: what K-Means does most, in one pass. */
function moveRow(
  rows: Float32Array,
  r: number,
  d: number,
  sums: Float64Array,
  from: number,
  to: number,
): void {
  for (const end = r + d; r < end; r++, from++, to++) {
    const value = rows[r];
    sums[from] -= value;
    sums[to] += value;
  }
}

/** Adds a row over `length` to a sum. */
export function addRow(
  rows: Float32Array,
  r: number,
  d: number,
  length: number,
  sums: Float64Array,
  s: number,
): void {
  if (length === 0) return;
  if (length === 1) for (const end = r + d; r < end; r++, s++) sums[s] += rows[r];
  else if (length === -1) for (const end = r + d; r < end; r++, s++) sums[s] -= rows[r];
  else for (const end = r + d; r < end; r++, s++) sums[s] += rows[r] / length;
}
