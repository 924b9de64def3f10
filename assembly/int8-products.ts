import { sumLanes32x4 } from './int8-lanes';

/** Adds the products of 8 widened elements to sums of four lanes, exactly. */
// @ts-ignore: decorator
@inline
function addProducts(x: v128, y: v128, sum: v128): v128 {
  return i32x4.add(i32x4.dot_i16x8_s(x, y), sum);
}

/** Products of one query with four rows that follow each other: four i32. */
// @ts-ignore: decorator
@inline
export function products1x4(query: usize, row: usize, length: usize): v128 {
  let a = i32x4.splat(0), b = i32x4.splat(0), c = i32x4.splat(0), e = i32x4.splat(0);
  let a1 = i32x4.splat(0), b1 = i32x4.splat(0), c1 = i32x4.splat(0), e1 = i32x4.splat(0);
  let second = row + length, third = second + length, fourth = third + length;
  for (const end = row + length; row < end; row += 16, second += 16, third += 16, fourth += 16, query += 32) {
    const x = v128.load(query), y = v128.load(query, 16);
    a = addProducts(x, v128.load_ext<i8>(row), a);
    b = addProducts(x, v128.load_ext<i8>(second), b);
    c = addProducts(x, v128.load_ext<i8>(third), c);
    e = addProducts(x, v128.load_ext<i8>(fourth), e);
    a1 = addProducts(y, v128.load_ext<i8>(row, 8), a1);
    b1 = addProducts(y, v128.load_ext<i8>(second, 8), b1);
    c1 = addProducts(y, v128.load_ext<i8>(third, 8), c1);
    e1 = addProducts(y, v128.load_ext<i8>(fourth, 8), e1);
  }
  return sumLanes32x4(i32x4.add(a, a1), i32x4.add(b, b1), i32x4.add(c, c1), i32x4.add(e, e1));
}

/** Products of four queries, `stride` bytes apart, with two rows: four i32 for each row, into `out` and `out + 16`. */
// @ts-ignore: decorator
@inline
export function products4x2(query: usize, stride: usize, row: usize, other: usize, length: usize, out: usize): void {
  let a0 = i32x4.splat(0), a1 = i32x4.splat(0), a2 = i32x4.splat(0), a3 = i32x4.splat(0);
  let b0 = i32x4.splat(0), b1 = i32x4.splat(0), b2 = i32x4.splat(0), b3 = i32x4.splat(0);
  let second = query + stride, third = second + stride, fourth = third + stride;
  for (const end = row + length; row < end; row += 8, other += 8) {
    const x = v128.load_ext<i8>(row), y = v128.load_ext<i8>(other);
    let q = v128.load(query);
    a0 = addProducts(q, x, a0);
    b0 = addProducts(q, y, b0);
    q = v128.load(second);
    a1 = addProducts(q, x, a1);
    b1 = addProducts(q, y, b1);
    q = v128.load(third);
    a2 = addProducts(q, x, a2);
    b2 = addProducts(q, y, b2);
    q = v128.load(fourth);
    a3 = addProducts(q, x, a3);
    b3 = addProducts(q, y, b3);
    query += 16;
    second += 16;
    third += 16;
    fourth += 16;
  }
  v128.store(out, sumLanes32x4(a0, a1, a2, a3));
  v128.store(out, sumLanes32x4(b0, b1, b2, b3), 16);
}
