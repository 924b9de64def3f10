/**
 * Which of `queries` lists of `width` smallest keys hold the k nearest rows for certain. A key lies off its row's true
 * one by at most `absolute[query] + relative * |key|`. Rows that are not in the list have keys no smaller than the
 * list's largest; if that is farther from the k-th than both can err, none of them is nearer than the k-th. Where a key
 * or a bound is NaN or infinite nothing is certain.
 */
export function certainQueries(
  keys: Float32Array,
  queries: number,
  width: number,
  k: number,
  absolute: Float64Array,
  relative: number,
): Uint8Array {
  const certain = new Uint8Array(queries);
  for (let query = 0; query < queries; query++) {
    const sorted = keys.slice(query * width, (query + 1) * width).sort();
    const kth = sorted[k - 1];
    const last = sorted[width - 1];
    const error = 2 * absolute[query] + relative * (Math.abs(kth) + Math.abs(last));
    if (last - kth > error) certain[query] = 1;
  }
  return certain;
}
