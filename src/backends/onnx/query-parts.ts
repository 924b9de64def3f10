import type { Rows } from '../backend.js';

export interface QueryPart extends Rows {
  /** Number of the first of these queries. */
  readonly start: number;
}

/** Queries in parts of which each has at most `bytes` of float32 in `floatsPerQuery`. */
export function* queryParts(
  { n, d, data }: Rows,
  floatsPerQuery: number,
  bytes: number,
): Generator<QueryPart> {
  const most = Math.max(1, Math.floor(bytes / (floatsPerQuery * Float32Array.BYTES_PER_ELEMENT)));
  for (let start = 0; start < n; start += most) {
    const count = Math.min(most, n - start);
    yield { start, n: count, d, data: data.subarray(start * d, (start + count) * d) };
  }
}

/** Some of the queries, by their numbers. */
export function pickedQueries({ d, data }: Rows, numbers: readonly number[]): Rows {
  const picked = new Float32Array(numbers.length * d);
  for (const [i, q] of numbers.entries()) picked.set(data.subarray(q * d, (q + 1) * d), i * d);
  return { n: numbers.length, d, data: picked };
}
