import { squaredNorm } from './exact-distance';
import { COSINE, L2 } from './metric';

const MOST: f64 = 127;
/** Of longer vectors an int32 could not hold all sums: their copy is zero, and rules little out. */
const MOST_SUMMED: i32 = 133000;
/** Bytes of the four f64 kept for each row: scale, error, norm (of cosine by its length) and, for l2, squared length. */
export const ROW_TERMS: usize = 32;
/** Bytes of the six f64 kept for each query, see `quantiseQuery`. */
export const QUERY_TERMS: usize = 48;

/** Elements of a vector's copy: whole registers of 16 bytes. */
// @ts-ignore: decorator
@inline
export function copyLength(d: i32): usize {
  return (((d + 15) >> 4) as usize) << 4;
}

/** What a norm summed in float64 is multiplied by so that it is never below the real one. */
// @ts-ignore: decorator
@inline
function raised(d: i32): f64 {
  return 1.0 + (<f64>d + 8.0) * 2.220446049250313e-16;
}

/** Writes the int8 copies of rows `first .. first + count` and their terms. See docs/certified.md for the bounds. */
export function quantiseRows(metric: i32, rows: usize, d: i32, first: i32, count: i32, copies: usize, terms: usize): void {
  const length = copyLength(d);
  for (let row = first; row < first + count; row++) {
    const at = rows + ((row as usize) * (d as usize) << 2);
    const to = copies + (row as usize) * length;
    const out = terms + (row as usize) * ROW_TERMS;
    memory.fill(to, 0, length);
    const norm = sqrt(squaredNorm(at, d));
    const scale = scaleOf(at, d);
    let squares: f64 = 0;
    if (scale > 0) {
      const inverse = 1 / scale;
      for (let i: usize = 0; i < (d as usize); i++) {
        const x = <f64>load<f32>(at + (i << 2));
        const value = max(-MOST, min(MOST, nearest(x * inverse)));
        store<i8>(to + i, <i8>value);
        const rest = x - scale * value;
        squares += rest * rest;
      }
    }
    const share = metric == COSINE ? (norm == 0 ? 0 : 1 / norm) : 1;
    store<f64>(out, scale * share);
    store<f64>(out, errorOf(norm, scale, squares, d) * share, 8);
    store<f64>(out, norm * raised(d) * share, 16);
    store<f64>(out, metric == L2 ? norm * norm : 0, 24);
  }
}

/**
 * Writes a query's copy, widened to int16, and what makes intervals of a product with it: factors of the product, the
 * row's error, its norm and its squared length, a constant, and its own length.
 */
export function quantiseQuery(metric: i32, query: usize, d: i32, wide: usize, terms: usize): void {
  memory.fill(wide, 0, copyLength(d) << 1);
  const length = sqrt(squaredNorm(query, d));
  const scale = scaleOf(query, d);
  let squares: f64 = 0;
  if (scale > 0) {
    const inverse = 1 / scale;
    for (let i: usize = 0; i < (d as usize); i++) {
      const x = <f64>load<f32>(query + (i << 2));
      const value = max(-MOST, min(MOST, nearest(x * inverse)));
      store<i16>(wide + (i << 1), <i16>value);
      const rest = x - scale * value;
      squares += rest * rest;
    }
  }
  const norm = length * raised(d);
  const error = errorOf(length, scale, squares, d);
  const rounding = (<f64>d + 8.0) * 8.881784197001252e-16;
  const twice: f64 = metric == L2 ? 2 : 1;
  store<f64>(terms, twice * scale);
  store<f64>(terms, twice * (norm + error), 8);
  store<f64>(terms, twice * (error + rounding * norm), 16);
  store<f64>(terms, metric == L2 ? rounding : 0, 24);
  store<f64>(terms, metric == L2 ? rounding * norm * norm : 0, 32);
  store<f64>(terms, length, 40);
}

/** 0 where there is no copy. */
function scaleOf(at: usize, d: i32): f64 {
  if (d > MOST_SUMMED) return 0;
  let largest: f32 = 0;
  for (const end = at + ((d as usize) << 2); at < end; at += 4) largest = max(largest, abs(load<f32>(at)));
  return <f64>largest / MOST;
}

function errorOf(norm: f64, scale: f64, squares: f64, d: i32): f64 {
  if (scale == 0) return norm * raised(d);
  return sqrt(squares) * raised(d) + norm * 4.440892098500626e-16;
}
