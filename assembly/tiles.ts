import { addTerm, LANES, loadTail, sumLanes4, VECTOR_BYTES } from './lanes';

/**
 * Rows of a tile with four queries. More rows would share what is loaded among more sums, but V8 then keeps sums in memory:
 * its scheduler lets all four query vectors live at once, and there are 16 registers.
 */
export const TILE_ROWS: i32 = 2;
/** Rows of a tile with one query. */
export const STRIP_ROWS: i32 = 4;

/**
 * Sums over columns of four packed queries with the rows at `a` and `b`: for each row four sums, one per query, into `out`
 * and `out + 16`.
 */
// @ts-ignore: decorator
@inline
export function tile4x2<Terms>(query: usize, a: usize, b: usize, d: i32, out: usize): void {
  let a0 = f32x4.splat(0), a1 = f32x4.splat(0), a2 = f32x4.splat(0), a3 = f32x4.splat(0);
  let b0 = f32x4.splat(0), b1 = f32x4.splat(0), b2 = f32x4.splat(0), b3 = f32x4.splat(0);
  const end = a + ((d / LANES) as usize) * VECTOR_BYTES;
  while (a < end) {
    const x = v128.load(a), y = v128.load(b);
    let q = v128.load(query);
    a0 = addTerm<Terms>(q, x, a0);
    b0 = addTerm<Terms>(q, y, b0);
    q = v128.load(query, 16);
    a1 = addTerm<Terms>(q, x, a1);
    b1 = addTerm<Terms>(q, y, b1);
    q = v128.load(query, 32);
    a2 = addTerm<Terms>(q, x, a2);
    b2 = addTerm<Terms>(q, y, b2);
    q = v128.load(query, 48);
    a3 = addTerm<Terms>(q, x, a3);
    b3 = addTerm<Terms>(q, y, b3);
    a += VECTOR_BYTES;
    b += VECTOR_BYTES;
    query += 4 * VECTOR_BYTES;
  }
  const left = d % LANES;
  if (left != 0) {
    const x = loadTail(a, left), y = loadTail(b, left);
    const q0 = v128.load(query), q1 = v128.load(query, 16), q2 = v128.load(query, 32), q3 = v128.load(query, 48);
    a0 = addTerm<Terms>(q0, x, a0);
    b0 = addTerm<Terms>(q0, y, b0);
    a1 = addTerm<Terms>(q1, x, a1);
    b1 = addTerm<Terms>(q1, y, b1);
    a2 = addTerm<Terms>(q2, x, a2);
    b2 = addTerm<Terms>(q2, y, b2);
    a3 = addTerm<Terms>(q3, x, a3);
    b3 = addTerm<Terms>(q3, y, b3);
  }
  v128.store(out, sumLanes4(a0, a1, a2, a3));
  v128.store(out, sumLanes4(b0, b1, b2, b3), 16);
}

/** Sums over columns of one packed query with four rows, in one vector. Two sums per row hide the latency of adding. */
// @ts-ignore: decorator
@inline
export function strip1x4<Terms>(query: usize, a: usize, b: usize, c: usize, e: usize, d: i32): v128 {
  let a0 = f32x4.splat(0), b0 = f32x4.splat(0), c0 = f32x4.splat(0), e0 = f32x4.splat(0);
  let a1 = f32x4.splat(0), b1 = f32x4.splat(0), c1 = f32x4.splat(0), e1 = f32x4.splat(0);
  const end = a + ((d / (2 * LANES)) as usize) * (2 * VECTOR_BYTES);
  while (a < end) {
    const q0 = v128.load(query);
    a0 = addTerm<Terms>(q0, v128.load(a), a0);
    b0 = addTerm<Terms>(q0, v128.load(b), b0);
    c0 = addTerm<Terms>(q0, v128.load(c), c0);
    e0 = addTerm<Terms>(q0, v128.load(e), e0);
    const q1 = v128.load(query, 16);
    a1 = addTerm<Terms>(q1, v128.load(a, 16), a1);
    b1 = addTerm<Terms>(q1, v128.load(b, 16), b1);
    c1 = addTerm<Terms>(q1, v128.load(c, 16), c1);
    e1 = addTerm<Terms>(q1, v128.load(e, 16), e1);
    a += 2 * VECTOR_BYTES;
    b += 2 * VECTOR_BYTES;
    c += 2 * VECTOR_BYTES;
    e += 2 * VECTOR_BYTES;
    query += 2 * VECTOR_BYTES;
  }
  if (d % (2 * LANES) >= LANES) {
    const q = v128.load(query);
    a0 = addTerm<Terms>(q, v128.load(a), a0);
    b0 = addTerm<Terms>(q, v128.load(b), b0);
    c0 = addTerm<Terms>(q, v128.load(c), c0);
    e0 = addTerm<Terms>(q, v128.load(e), e0);
    a += VECTOR_BYTES;
    b += VECTOR_BYTES;
    c += VECTOR_BYTES;
    e += VECTOR_BYTES;
    query += VECTOR_BYTES;
  }
  const left = d % LANES;
  if (left != 0) {
    const q = v128.load(query);
    a1 = addTerm<Terms>(q, loadTail(a, left), a1);
    b1 = addTerm<Terms>(q, loadTail(b, left), b1);
    c1 = addTerm<Terms>(q, loadTail(c, left), c1);
    e1 = addTerm<Terms>(q, loadTail(e, left), e1);
  }
  return sumLanes4(f32x4.add(a0, a1), f32x4.add(b0, b1), f32x4.add(c0, c1), f32x4.add(e0, e1));
}
