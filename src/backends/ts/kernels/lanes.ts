/**
 * The inner loops of the backend: sums over columns for tiles of 2 rows x 2 queries, two columns at a time.
 *
 * V8 makes scalar double code of this, so that what limits it is less the arithmetic than what stands around it:
 * - Floats are widened to float64 once, when they are loaded here, and not in every multiplication.
 * - The panels are constants of the module that are not exported. The optimising compiler then knows where they lie and
 *   how long they are, and those indexed alike share one bounds check: hence one lane per row of the tile and one per
 *   query, not one interleaved array.
 * - The compiler computes all products of an iteration before it adds them. With 2 x 2 x 2 they and the sums just fit
 *   into the registers. Larger tiles (4 x 2, 3 x 3, 4 x 3) spill: a tenth to a third slower on Node 20 and 22, no faster
 *   on 24. One column at a time is slower everywhere.
 * - Every sum runs over the columns in index order with one accumulator. So it is the same number in whatever tile,
 *   chunk or thread it falls, and the very number that `shared/kernels/exact-distance.ts` computes.
 */

/** Rows, and queries, side by side in a tile. */
export const LANES = 2;
/** Sums of a tile, in the order of (row 0, query 0), (0, 1), (1, 0), (1, 1). */
export const TILE = LANES * LANES;
/** Most columns a tile takes: its operands then fit into a first-level cache. Longer vectors are summed in parts. */
export const MAX_DEPTH = 1024;
/** Rows of a strip. */
export const STRIP = 4;
/** Floats of the largest block whose rows are addressed here: 1 GiB of them. */
export const MOST_BLOCK_FLOATS = 2 ** 28;

// The compiler takes an exported constant for a variable, so the loops have theirs to themselves. `& (length - 1)` and
// `Math.min(.. | 0, DEPTH)` tell it that an index cannot overflow.
const DEPTH = MAX_DEPTH;
const ROW_FLOATS = 1 << 14;
const QUERY_FLOATS = 1 << 15;
const ANY_FLOAT = MOST_BLOCK_FLOATS - 1;

const ROW0 = new Float64Array(ROW_FLOATS);
const ROW1 = new Float64Array(ROW_FLOATS);
const QUERY0 = new Float64Array(QUERY_FLOATS);
const QUERY1 = new Float64Array(QUERY_FLOATS);

const ROWS = [ROW0, ROW1];
const QUERIES = [QUERY0, QUERY1];
const NARROW = new Float32Array(ROW_FLOATS);

/** Rows of `depth` columns that a lane holds. */
export function rowsPerLane(depth: number): number {
  return Math.min(128, Math.floor(ROW_FLOATS / evened(depth)));
}

/** Queries of `depth` columns that a lane holds. */
export function queriesPerLane(depth: number): number {
  return Math.min(64, Math.floor(QUERY_FLOATS / evened(depth)));
}

/** Tiles take two columns at a time: an odd vector lies in its lane with a zero behind it. */
export function evened(depth: number): number {
  return depth + (depth & 1);
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
  if (depth === d && depth % 2 === 0) {
    NARROW.set(rows.subarray(from, from + count * d));
  } else {
    for (let row = 0; row < count; row++)
      loadNarrow(row * evened(depth), rows, from + row * d + column, depth);
  }
  ROWS[lane].set(NARROW.subarray(0, count * evened(depth)));
}

/** Puts `depth` floats of the task's query number `index`, the first at float `from`, into its lane. */
export function loadQuery(index: number, queries: Float32Array, from: number, depth: number): void {
  loadNarrow(0, queries, from, depth);
  QUERIES[index % LANES].set(NARROW.subarray(0, evened(depth)), Math.floor(index / LANES) * evened(depth));
}

function loadNarrow(at: number, vectors: Float32Array, from: number, depth: number): void {
  // Below some 50 floats the view costs more than the loop.
  if (depth < 50) for (let j = 0; j < depth; j++) NARROW[at + j] = vectors[from + j];
  else NARROW.set(vectors.subarray(from, from + depth), at);
  if (depth % 2 === 1) NARROW[at + depth] = 0;
}

/**
 * Adds to `sums[at ..]` the inner products of the rows at `rowAt` of their lanes with the queries at `queryAt` over
 * `depth` columns, an even number.
 */
export function dotTile(rowAt: number, queryAt: number, depth: number, sums: Float64Array, at: number): void {
  const r = rowAt & (ROW_FLOATS - 1);
  const q = queryAt & (QUERY_FLOATS - 1);
  const end = Math.min(depth | 0, DEPTH);
  let s00 = sums[at];
  let s01 = sums[at + 1];
  let s10 = sums[at + 2];
  let s11 = sums[at + 3];
  for (let i = 0; i < end; i += 2) {
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
  sums[at] = s00;
  sums[at + 1] = s01;
  sums[at + 2] = s10;
  sums[at + 3] = s11;
}

/** As `dotTile`, with sums of absolute differences. */
export function l1Tile(rowAt: number, queryAt: number, depth: number, sums: Float64Array, at: number): void {
  const r = rowAt & (ROW_FLOATS - 1);
  const q = queryAt & (QUERY_FLOATS - 1);
  const end = Math.min(depth | 0, DEPTH);
  let s00 = sums[at];
  let s01 = sums[at + 1];
  let s10 = sums[at + 2];
  let s11 = sums[at + 3];
  for (let i = 0; i < end; i += 2) {
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
  sums[at] = s00;
  sums[at + 1] = s01;
  sums[at + 2] = s10;
  sums[at + 3] = s11;
}

/**
 * Adds to `sums[at ..]` the inner products of the task's first query with `count` (1 to 4) rows, `d` floats apart, the
 * first at float `from`; fewer than 4 leave numbers of no meaning behind theirs. For a query that is alone: every float
 * of the rows is then used once, so that copying it into a lane would not pay.
 */
export function dotStrip(
  rows: Float32Array,
  from: number,
  count: number,
  d: number,
  depth: number,
  sums: Float64Array,
  at: number,
): void {
  const r0 = from & ANY_FLOAT;
  const r1 = (from + Math.min(1, count - 1) * d) & ANY_FLOAT;
  const r2 = (from + Math.min(2, count - 1) * d) & ANY_FLOAT;
  const r3 = (from + (count - 1) * d) & ANY_FLOAT;
  const end = Math.min(depth | 0, DEPTH);
  let s0 = sums[at];
  let s1 = sums[at + 1];
  let s2 = sums[at + 2];
  let s3 = sums[at + 3];
  for (let i = 0; i < end; i++) {
    const x = QUERY0[i];
    s0 += rows[r0 + i] * x;
    s1 += rows[r1 + i] * x;
    s2 += rows[r2 + i] * x;
    s3 += rows[r3 + i] * x;
  }
  sums[at] = s0;
  sums[at + 1] = s1;
  sums[at + 2] = s2;
  sums[at + 3] = s3;
}

/** As `dotStrip`, with sums of absolute differences. */
export function l1Strip(
  rows: Float32Array,
  from: number,
  count: number,
  d: number,
  depth: number,
  sums: Float64Array,
  at: number,
): void {
  const r0 = from & ANY_FLOAT;
  const r1 = (from + Math.min(1, count - 1) * d) & ANY_FLOAT;
  const r2 = (from + Math.min(2, count - 1) * d) & ANY_FLOAT;
  const r3 = (from + (count - 1) * d) & ANY_FLOAT;
  const end = Math.min(depth | 0, DEPTH);
  let s0 = sums[at];
  let s1 = sums[at + 1];
  let s2 = sums[at + 2];
  let s3 = sums[at + 3];
  for (let i = 0; i < end; i++) {
    const x = QUERY0[i];
    s0 += Math.abs(rows[r0 + i] - x);
    s1 += Math.abs(rows[r1 + i] - x);
    s2 += Math.abs(rows[r2 + i] - x);
    s3 += Math.abs(rows[r3 + i] - x);
  }
  sums[at] = s0;
  sums[at + 1] = s1;
  sums[at + 2] = s2;
  sums[at + 3] = s3;
}
