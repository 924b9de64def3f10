/** `CellGrid` of cell-grid.ts, as plain numbers, and how many rows of it are real. */
export interface CellValues {
  /** Results in the order of the threads, x first; within a thread row by row. */
  readonly values: Float32Array;
  readonly rows: number;
  readonly tileRows: number;
  readonly tileQueries: number;
  readonly panelRows: number;
  readonly groups: number;
  readonly stride: number;
}

/** Copies the results of one query, row after row, to `into[at ..]`. */
export function copyQuery(cells: CellValues, query: number, into: Float32Array, at: number): void {
  const { values, rows, tileRows, tileQueries, panelRows, groups, stride } = cells;
  const group = Math.floor(query / tileQueries);
  const column = query % tileQueries;
  const panelCells = panelRows / tileRows;
  for (let first = 0, panel = 0; first < rows; first += panelRows, panel++) {
    const last = Math.min(rows, first + panelRows);
    let cell = (panel * groups + group) * panelCells * stride + column;
    for (let row = first; row < last; cell += stride) {
      for (let r = 0; r < tileRows && row < last; r++, row++) into[at + row] = values[cell + r * tileQueries];
    }
  }
}
