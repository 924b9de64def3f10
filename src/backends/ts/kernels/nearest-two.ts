/**
 * Takes one centroid's keys for `count` rows from `firstRow` on into the two smallest of each. Of equal ones the first
 * to come stays.
 */
export function foldNearestTwo(
  keys: Float64Array,
  count: number,
  firstRow: number,
  label: number,
  labels: Int32Array,
  first: Float64Array,
  second: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    const key = keys[i];
    const row = firstRow + i;
    if (!(key < second[row])) continue;
    if (key < first[row]) {
      second[row] = first[row];
      first[row] = key;
      labels[row] = label;
    } else {
      second[row] = key;
    }
  }
}

/** Keys as distances: for l2 they are squares, which rounding can leave just below zero. */
export function floatDistances(keys: Float64Array, squares: boolean): Float32Array {
  const distances = new Float32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    distances[i] = squares ? Math.sqrt(keys[i] > 0 ? keys[i] : 0) : keys[i];
  }
  return distances;
}
