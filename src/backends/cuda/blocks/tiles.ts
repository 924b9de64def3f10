import type { Metric } from '../../backend.js';

/** Rows of a tile: cuda/tile.cuh. */
export const TILE_ROWS = 128;
const NARROW = 32;
const WIDE = 128;

/** Queries that a tile takes: few ones would leave most of a wide tile idle. */
export function tileQueries(queries: number): 32 | 128 {
  return queries <= NARROW ? NARROW : WIDE;
}

export function tileForm(metric: Metric): 'l1' | 'product' {
  return metric === 'l1' ? 'l1' : 'product';
}

/** Blocks of a grid's second dimension, at most, times the queries of a wide tile. */
export const MOST_QUERIES_AT_ONCE = 1024;
