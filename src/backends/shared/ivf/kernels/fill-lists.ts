/** How many rows each list will hold. */
export function listSizes(labels: Int32Array, nlist: number): Int32Array {
  const sizes = new Int32Array(nlist);
  for (let i = 0; i < labels.length; i++) sizes[labels[i]]++;
  return sizes;
}

/**
 * Appends the rows of a block to the lists that they are labelled with; `filled` counts what each list holds so far.
 * @param start number of the block's first row in the source, and of its first label
 */
export function appendRows(
  rows: Float32Array,
  n: number,
  d: number,
  start: number,
  labels: Int32Array,
  lists: readonly { readonly ids: Int32Array; readonly vectors: Float32Array }[],
  filled: Int32Array,
): void {
  for (let i = 0; i < n; i++) {
    const label = labels[start + i];
    const { ids, vectors } = lists[label];
    const at = filled[label]++;
    ids[at] = start + i;
    const to = at * d;
    const from = i * d;
    for (let j = 0; j < d; j++) vectors[to + j] = rows[from + j];
  }
}
