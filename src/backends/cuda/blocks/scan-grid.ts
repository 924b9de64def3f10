const THREADS = 256;
const LANES_OF_WARP = 32;
/** Rows that a group of lanes sums at once: cuda/scan.cuh. */
const ROWS_AT_ONCE = 4;

/** Lanes that share a row, each with four floats at a time: no more than there are, and a power of two. */
export function lanesOfRow(stride: number): number {
  let lanes = 1;
  while (lanes < LANES_OF_WARP && lanes * 4 < stride) lanes *= 2;
  return lanes;
}

export function scanBlocks(rows: number, lanes: number): number {
  return Math.ceil(rows / ((THREADS / lanes) * ROWS_AT_ONCE));
}
