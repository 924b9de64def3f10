/**
 * The inner loops of the backend: sums over columns for tiles of 2 rows x 2 queries, two columns at a time.
 *
 * V8 makes scalar double code of this, so that what limits it is less the arithmetic than what stands around it:
 * - Floats are widened to float64 once, when they are loaded here, and not in every multiplication.
 * - The panels are constants of the module that are not exported. The optimising compiler then knows where they lie and
 *   how long they are, and those indexed alike share one bounds check: hence one lane per row of the tile and one per
 *   query, not one interleaved array.
 * - The compiler computes all products of an iteration before it adds them. With 2 x 2 x 2 they and the sums just fit
 *   into the registers; 4 x 2, 3 x 3 and 4 x 3 spill and are a quarter slower, 2 x 2 with one column at a time, too.
 * - Every sum runs over the columns in index order with one accumulator. So it is the same number in whatever tile,
 *   chunk or thread it falls, and the very number that `shared/kernels/exact-distance.ts` computes.
 */

/** Rows, and queries, side by side in a tile. */
export const LANES = 2;
/** Sums of a tile, in the order of (row 0, query 0), (0, 1), (1, 0), (1, 1). */
export const TILE = LANES * LANES;
/** Most columns a tile takes: its operands then fit into a first-level cache. Longer vectors are summed in parts. */
export const MAX_DEPTH = 1024;

// The compiler takes an exported constant for a variable, so the loops have theirs to themselves. `& (length - 1)` and
// `Math.min(.., DEPTH)` tell it that an index cannot overflow.
const DEPTH = MAX_DEPTH;
const ROW_FLOATS = 1 << 14;
const QUERY_FLOATS = 1 << 15;

const ROW0 = new Float64Array(ROW_FLOATS);
const ROW1 = new Float64Array(ROW_FLOATS);
const QUERY0 = new Float64Array(QUERY_FLOATS);
const QUERY1 = new Float64Array(QUERY_FLOATS);

const ROWS = [ROW0, ROW1];
const QUERIES = [QUERY0, QUERY1];
const NARROW = new Float32Array(ROW_FLOATS);

/** Rows of `depth` columns that a lane holds. */
export function rowsPerLane(depth: number): number {
  return Math.min(128, Math.floor(ROW_FLOATS / depth));
}

/** Queries of `depth` columns that a lane holds. */
export function queriesPerLane(depth: number): number {
  return Math.min(64, Math.floor(QUERY_FLOATS / depth));
}

/**
 * Fills a lane with columns `column .. column + depth` of `count` rows of dimension `d`, the first at float `from`.
 * To copy out of shared memory first is no detour: `set` copies equal types as a block and converts quickly between
 * private arrays, but shared memory it converts one element at a time.
 */
export function loadRows(
  lane: number,
  rows: Float32Array,
  from: number,
  count: number,
  d: number,
  column: number,
  depth: number,
): void {
  if (depth === d) {
    NARROW.set(rows.subarray(from, from + count * d));
  } else {
    for (let row = 0; row < count; row++) {
      const start = from + row * d + column;
      NARROW.set(rows.subarray(start, start + depth), row * depth);
    }
  }
  ROWS[lane].set(NARROW.subarray(0, count * depth));
}

/** Puts `depth` floats of the task's query number `index`, the first at float `from`, into its lane. */
export function loadQuery(index: number, queries: Float32Array, from: number, depth: number): void {
  NARROW.set(queries.subarray(from, from + depth));
  QUERIES[index % LANES].set(NARROW.subarray(0, depth), Math.floor(index / LANES) * depth);
}

/** Adds to `sums[at ..]` the inner products of the rows at `rowAt` of their lanes with the queries at `queryAt`. */
export function dotTile(rowAt: number, queryAt: number, depth: number, sums: Float64Array, at: number): void {
  const r = rowAt & (ROW_FLOATS - 1);
  const q = queryAt & (QUERY_FLOATS - 1);
  const even = Math.min(depth & ~1, DEPTH);
  let s00 = sums[at];
  let s01 = sums[at + 1];
  let s10 = sums[at + 2];
  let s11 = sums[at + 3];
  for (let i = 0; i < even; i += 2) {
    const x0 = QUERY0[q + i];
    const x1 = QUERY1[q + i];
    const a0 = ROW0[r + i];
    s00 += a0 * x0;
    s01 += a0 * x1;
    const a1 = ROW1[r + i];
    s10 += a1 * x0;
    s11 += a1 * x1;
    const y0 = QUERY0[q + i + 1];
    const y1 = QUERY1[q + i + 1];
    const b0 = ROW0[r + i + 1];
    s00 += b0 * y0;
    s01 += b0 * y1;
    const b1 = ROW1[r + i + 1];
    s10 += b1 * y0;
    s11 += b1 * y1;
  }
  if (even < depth) {
    s00 += ROW0[r + even] * QUERY0[q + even];
    s01 += ROW0[r + even] * QUERY1[q + even];
    s10 += ROW1[r + even] * QUERY0[q + even];
    s11 += ROW1[r + even] * QUERY1[q + even];
  }
  sums[at] = s00;
  sums[at + 1] = s01;
  sums[at + 2] = s10;
  sums[at + 3] = s11;
}

/** As `dotTile`, with sums of absolute differences. */
export function l1Tile(rowAt: number, queryAt: number, depth: number, sums: Float64Array, at: number): void {
  const r = rowAt & (ROW_FLOATS - 1);
  const q = queryAt & (QUERY_FLOATS - 1);
  const even = Math.min(depth & ~1, DEPTH);
  let s00 = sums[at];
  let s01 = sums[at + 1];
  let s10 = sums[at + 2];
  let s11 = sums[at + 3];
  for (let i = 0; i < even; i += 2) {
    const x0 = QUERY0[q + i];
    const x1 = QUERY1[q + i];
    const a0 = ROW0[r + i];
    s00 += Math.abs(a0 - x0);
    s01 += Math.abs(a0 - x1);
    const a1 = ROW1[r + i];
    s10 += Math.abs(a1 - x0);
    s11 += Math.abs(a1 - x1);
    const y0 = QUERY0[q + i + 1];
    const y1 = QUERY1[q + i + 1];
    const b0 = ROW0[r + i + 1];
    s00 += Math.abs(b0 - y0);
    s01 += Math.abs(b0 - y1);
    const b1 = ROW1[r + i + 1];
    s10 += Math.abs(b1 - y0);
    s11 += Math.abs(b1 - y1);
  }
  if (even < depth) {
    s00 += Math.abs(ROW0[r + even] - QUERY0[q + even]);
    s01 += Math.abs(ROW0[r + even] - QUERY1[q + even]);
    s10 += Math.abs(ROW1[r + even] - QUERY0[q + even]);
    s11 += Math.abs(ROW1[r + even] - QUERY1[q + even]);
  }
  sums[at] = s00;
  sums[at + 1] = s01;
  sums[at + 2] = s10;
  sums[at + 3] = s11;
}
