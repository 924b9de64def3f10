/**
 * The k-th smallest of `count` values from `start`, none of them NaN: a heap of the k smallest, the largest on top.
 * `heap` has room for k values.
 */
export function nthSmallest(
  values: Float32Array,
  start: number,
  count: number,
  k: number,
  heap: Float32Array,
): number {
  heap.set(values.subarray(start, start + k));
  for (let at = (k >> 1) - 1; at >= 0; at--) sink(heap, at, k, heap[at]);
  for (let i = start + k; i < start + count; i++) if (values[i] < heap[0]) sink(heap, 0, k, values[i]);
  return heap[0];
}

function sink(heap: Float32Array, at: number, k: number, value: number): void {
  for (;;) {
    let child = 2 * at + 1;
    if (child >= k) break;
    if (child + 1 < k && heap[child + 1] > heap[child]) child++;
    if (heap[child] <= value) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = value;
}
