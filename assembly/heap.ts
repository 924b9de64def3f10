/**
 * Offers a pair to a bounded heap of the smallest f32 keys, the largest on top, whose size lies at `size`. Among equal
 * keys it keeps those that came first: whoever asks treats rows at the top's key as rows that were not kept.
 * @returns the key from which on it takes no more
 */
export function offer(keys: usize, ids: usize, size: usize, capacity: i32, key: f32, id: i32): f32 {
  const held = load<i32>(size);
  if (held < capacity) {
    store<i32>(size, held + 1);
    rise(keys, ids, held, key, id);
    return held + 1 == capacity ? load<f32>(keys) : Infinity;
  }
  if (key < load<f32>(keys)) sink(keys, ids, capacity, key, id);
  return load<f32>(keys);
}

function rise(keys: usize, ids: usize, at: i32, key: f32, id: i32): void {
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = load<f32>(place(keys, parent));
    if (key <= above) break;
    put(keys, ids, at, above, load<i32>(place(ids, parent)));
    at = parent;
  }
  put(keys, ids, at, key, id);
}

function sink(keys: usize, ids: usize, capacity: i32, key: f32, id: i32): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= capacity) break;
    if (child + 1 < capacity && load<f32>(place(keys, child + 1)) > load<f32>(place(keys, child))) child++;
    const below = load<f32>(place(keys, child));
    if (key >= below) break;
    put(keys, ids, at, below, load<i32>(place(ids, child)));
    at = child;
  }
  put(keys, ids, at, key, id);
}

// @ts-ignore: decorator
@inline
function place(array: usize, at: i32): usize {
  return array + ((at as usize) << 2);
}

// @ts-ignore: decorator
@inline
function put(keys: usize, ids: usize, at: i32, key: f32, id: i32): void {
  store<f32>(place(keys, at), key);
  store<i32>(place(ids, at), id);
}
