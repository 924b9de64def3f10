/**
 * Takes the distances of `rows` rows to centroids `firstLabel ..`, one line of `distances` per centroid, into the two
 * smallest of each row so far. Of equal ones the smaller number stays.
 */
export function foldNearestTwo(
  distances: Float32Array,
  centroids: number,
  rows: number,
  firstLabel: number,
  labels: Int32Array,
  first: Float32Array,
  second: Float32Array,
): void {
  for (let c = 0; c < centroids; c++) {
    const line = c * rows;
    const label = firstLabel + c;
    for (let i = 0; i < rows; i++) {
      const value = distances[line + i];
      if (value < second[i]) {
        if (value < first[i]) {
          second[i] = first[i];
          first[i] = value;
          labels[i] = label;
        } else {
          second[i] = value;
        }
      }
    }
  }
}
