/** Distances one thread of a kernel computes: `rows * queries` of them, at most the four that gpu.js can return. */
export interface Tile {
  readonly rows: number;
  readonly queries: number;
}

/**
 * How the threads of a kernel share out `rows x queries`: thread (x, y, z) takes rows `z * panelRows + x * tile.rows`
 * and queries `y * tile.queries` onward. Threads run x first, so a panel of rows meets all queries while it is in
 * cache. Rows beyond the last one are computed and ignored.
 */
export interface CellGrid {
  readonly tile: Tile;
  readonly panelRows: number;
  readonly panels: number;
  /** Query tiles. */
  readonly groups: number;
  /** Floats from one thread's results to the next one's. */
  readonly stride: number;
}

/** `[x, y, z]` threads. */
export function gridOutput(grid: CellGrid): number[] {
  const x = grid.panelRows / grid.tile.rows;
  return grid.panels === 1 && grid.groups === 1 ? [x] : [x, grid.groups, grid.panels];
}

export function gridCells(grid: CellGrid): number {
  return (grid.panelRows / grid.tile.rows) * grid.groups * grid.panels;
}
