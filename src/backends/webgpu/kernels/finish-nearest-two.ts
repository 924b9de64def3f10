/** The largest float32: what the device gives where there is no second centroid. */
const FAR = 3.4028234663852886e38;

/** Takes the two smallest keys of rows from `from` on, found among some of the centroids, into those of all so far. */
export function foldNearestTwo(
  found: Uint32Array,
  count: number,
  from: number,
  firstLabel: number,
  labels: Int32Array,
  first: Float32Array,
  second: Float32Array,
): void {
  const keys = new Float32Array(found.buffer, found.byteOffset, found.length);
  for (let i = 0; i < count; i++) {
    const row = from + i;
    const key = keys[count + i];
    const next = keys[2 * count + i];
    if (key < first[row]) {
      second[row] = Math.min(first[row], next);
      first[row] = key;
      labels[row] = firstLabel + found[i];
    } else {
      second[row] = Math.min(second[row], key);
    }
  }
}

/**
 * Keys as distances, in place: |c|^2 - 2 x.c as the root of the square that adding |x|^2 gives, and -cos |x| as
 * 1 - cos.
 */
export function finishNearestTwo(metric: 'l2' | 'cosine', keys: Float32Array, squares: Float32Array): void {
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row];
    const square = squares[row];
    if (key >= FAR) keys[row] = Number.POSITIVE_INFINITY;
    else if (metric === 'l2') keys[row] = Math.sqrt(Math.max(0, key + square));
    else keys[row] = square === 0 ? 1 : 1 + key / Math.sqrt(square);
  }
}
