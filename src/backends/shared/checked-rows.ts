import type { Rows } from '../backend.js';
import { NonFiniteError, ShapeError } from './errors.js';
import { firstNonFinite } from './kernels/first-non-finite.js';

/**
 * @param firstRow number of the first row in the whole set, for the message
 * @throws NonFiniteError
 */
export function checkFinite(rows: Rows, firstRow = 0): void {
  const at = firstNonFinite(rows.data, rows.n * rows.d);
  if (at < 0) return;
  throw new NonFiniteError(firstRow + Math.floor(at / rows.d), at % rows.d, rows.data[at] ?? Number.NaN);
}

/** Queries must be finite, hold as many floats as they say, and have the dimension of the vectors. */
export function checkQueries(queries: Rows, d: number): void {
  if (queries.d !== d) throw new ShapeError(`expected queries of d = ${d}, got d = ${queries.d}`);
  checkLength(queries);
  checkFinite(queries);
}

export function checkLength(rows: Rows): void {
  if (rows.data.length < rows.n * rows.d) {
    throw new ShapeError(`expected ${rows.n} x ${rows.d} floats, got ${rows.data.length}`);
  }
}
