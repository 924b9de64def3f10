/** Bytes of rows gone over with all queries before the next: they stay in the second-level cache meanwhile. */
const CHUNK_BYTES: i32 = 131072;
/** Rows of a chunk come in whole tiles and strips. */
const MULTIPLE: i32 = 8;
const MOST_ROWS: i32 = 768;

/** Rows of a chunk, of d floats each. */
export function chunkRows(d: i32): i32 {
  const rows = CHUNK_BYTES / (d << 2) / MULTIPLE * MULTIPLE;
  return max(MULTIPLE, min(MOST_ROWS, rows));
}

/** Bytes that a worker needs to go over a chunk: sums of four queries for each row, and what `assign` keeps beside. */
export function scratchBytes(): usize {
  return ((MOST_ROWS + MULTIPLE) as usize) * 64;
}
