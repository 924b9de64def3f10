/**
 * Offers a pair to a bounded heap of the smallest (f64 value, id), the largest on top. The order is total, so what is
 * kept does not depend on the order in which pairs come. Its size lies at `size`.
 */
export function offerExact(values: usize, ids: usize, size: usize, capacity: i32, value: f64, id: i32): void {
  const held = load<i32>(size);
  if (held < capacity) {
    store<i32>(size, held + 1);
    rise(values, ids, held, value, id);
  } else if (isAfter(values, ids, 0, value, id)) {
    sink(values, ids, capacity, value, id);
  }
}

function rise(values: usize, ids: usize, at: i32, value: f64, id: i32): void {
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (isAfter(values, ids, parent, value, id)) break;
    move(values, ids, parent, at);
    at = parent;
  }
  put(values, ids, at, value, id);
}

function sink(values: usize, ids: usize, capacity: i32, value: f64, id: i32): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= capacity) break;
    if (child + 1 < capacity && isAfter(values, ids, child + 1, valueAt(values, child), idAt(ids, child))) child++;
    if (!isAfter(values, ids, child, value, id)) break;
    move(values, ids, child, at);
    at = child;
  }
  put(values, ids, at, value, id);
}

/** Whether what lies at `at` comes after the pair. */
// @ts-ignore: decorator
@inline
function isAfter(values: usize, ids: usize, at: i32, value: f64, id: i32): bool {
  const other = valueAt(values, at);
  return other > value || (other == value && idAt(ids, at) > id);
}

// @ts-ignore: decorator
@inline
function valueAt(values: usize, at: i32): f64 {
  return load<f64>(values + ((at as usize) << 3));
}

// @ts-ignore: decorator
@inline
function idAt(ids: usize, at: i32): i32 {
  return load<i32>(ids + ((at as usize) << 2));
}

// @ts-ignore: decorator
@inline
function move(values: usize, ids: usize, from: i32, to: i32): void {
  put(values, ids, to, valueAt(values, from), idAt(ids, from));
}

// @ts-ignore: decorator
@inline
function put(values: usize, ids: usize, at: i32, value: f64, id: i32): void {
  store<f64>(values + ((at as usize) << 3), value);
  store<i32>(ids + ((at as usize) << 2), id);
}
