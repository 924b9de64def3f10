/**
 * Of one query's candidates from several windows of rows, the `width` of smallest key: their ids to `into` from `at`.
 * @returns the `k`-th smallest key and the last one kept
 */
export function uniteWindows(
  ids: Uint32Array,
  keys: Float32Array,
  k: number,
  width: number,
  into: Int32Array,
  at: number,
): { kth: number; last: number } {
  const order = keys.slice().sort();
  const last = order[width - 1];
  let to = at;
  for (let i = 0; i < keys.length; i++) if (keys[i] < last) into[to++] = ids[i];
  for (let i = 0; i < keys.length && to < at + width; i++) if (keys[i] === last) into[to++] = ids[i];
  return { kth: order[k - 1], last };
}
