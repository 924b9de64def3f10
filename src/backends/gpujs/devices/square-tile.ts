import type { Tile } from '../cell-grid.js';

/** The tile that reads least for four results: two rows and two queries, or four rows where there is one query. */
export function squareTile(queries: number): Tile {
  return queries === 1 ? { rows: 4, queries: 1 } : { rows: 2, queries: 2 };
}
