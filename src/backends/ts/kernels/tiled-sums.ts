import {
  dotStrip,
  dotTile,
  evened,
  LANES,
  l1Strip,
  l1Tile,
  loadQuery,
  loadRows,
  MAX_DEPTH,
  queriesPerLane,
  rowsPerLane,
  STRIP,
  TILE,
} from './lanes.js';

/**
 * Inner products, or sums of absolute differences, of all rows with all queries, one task at a time: a chunk of rows
 * against a group of queries, small enough for its operands and sums to stay in the caches. Tasks are numbered group
 * by group, so that whoever does consecutive ones loads the queries once.
 */
export class TiledSums {
  readonly tasks: number;
  /** Most rows of a task. */
  readonly chunkRows: number;
  /** The rows and queries of the task last computed. */
  firstRow = 0;
  rowCount = 0;
  firstQuery = 0;
  queryCount = 0;

  readonly #chunks: number;
  readonly #groupQueries: number;
  readonly #depth: number;
  readonly #sums: Float64Array;
  #loadedGroup = -1;

  constructor(
    readonly rows: Float32Array,
    readonly n: number,
    readonly d: number,
    readonly queries: Float32Array,
    readonly queryTotal: number,
    readonly manhattan: boolean,
  ) {
    this.#depth = depthOf(d);
    this.chunkRows = LANES * rowsPerLane(this.#depth);
    this.#chunks = Math.ceil(n / this.chunkRows);
    this.#groupQueries = queriesOfTask(d);
    this.tasks = this.#chunks * Math.ceil(queryTotal / this.#groupQueries);
    const pairs = Math.ceil(Math.min(this.#groupQueries, queryTotal) / LANES);
    this.#sums = new Float64Array(rowsPerLane(this.#depth) * pairs * TILE);
  }

  compute(task: number): void {
    const group = Math.floor(task / this.#chunks);
    this.firstRow = (task % this.#chunks) * this.chunkRows;
    this.rowCount = Math.min(this.chunkRows, this.n - this.firstRow);
    this.firstQuery = group * this.#groupQueries;
    this.queryCount = Math.min(this.#groupQueries, this.queryTotal - this.firstQuery);
    this.#sums.fill(0);
    for (let column = 0; column < this.d; column += this.#depth) {
      const depth = Math.min(this.#depth, this.d - column);
      // Parts of long vectors take turns in the lanes; whole ones stay there for the next task.
      if (depth < this.d || group !== this.#loadedGroup) this.#loadQueries(column, depth);
      if (this.queryCount === 1) this.#addStrips(column, depth);
      else this.#addTiles(column, depth);
    }
    this.#loadedGroup = group;
  }

  /** Copies the sums of one query of the task, by row of the chunk. */
  sumsOf(query: number, into: Float64Array): void {
    if (this.queryCount === 1) {
      into.set(this.#sums.subarray(0, this.rowCount));
      return;
    }
    const tiles = this.#tiles();
    const sums = this.#sums;
    const base = Math.floor(query / LANES) * tiles * TILE + (query % LANES);
    for (let lane = 0, row = 0; lane < LANES; lane++) {
      const end = Math.min(row + tiles, this.rowCount);
      for (let at = base + lane * LANES; row < end; at += TILE) into[row++] = sums[at];
    }
  }

  /** Each lane holds that many consecutive rows of the chunk; the last lane may hold fewer. */
  #tiles(): number {
    return Math.ceil(this.rowCount / LANES);
  }

  #loadQueries(column: number, depth: number): void {
    for (let query = 0; query < this.queryCount; query++) {
      loadQuery(query, this.queries, (this.firstQuery + query) * this.d + column, depth);
    }
  }

  #loadRows(column: number, depth: number): void {
    const tiles = this.#tiles();
    for (let lane = 0; lane < LANES; lane++) {
      const first = lane * tiles;
      const count = Math.min(tiles, this.rowCount - first);
      loadRows(lane, this.rows, (this.firstRow + first) * this.d, count, this.d, column, depth);
    }
  }

  /** An odd row or query is summed beside what the other lane last held, and that sum never read. */
  #addTiles(column: number, depth: number): void {
    this.#loadRows(column, depth);
    const tiles = this.#tiles();
    const pairs = Math.ceil(this.queryCount / LANES);
    const stride = evened(depth);
    const addTile = this.manhattan ? l1Tile : dotTile;
    // The rows stay in the first-level cache while the queries stream past them out of the second.
    for (let tile = 0; tile < tiles; tile++) {
      for (let pair = 0; pair < pairs; pair++) {
        addTile(tile * stride, pair * stride, stride, this.#sums, (pair * tiles + tile) * TILE);
      }
    }
  }

  #addStrips(column: number, depth: number): void {
    const addStrip = this.manhattan ? l1Strip : dotStrip;
    const from = this.firstRow * this.d + column;
    for (let row = 0; row < this.rowCount; row += STRIP) {
      const count = Math.min(STRIP, this.rowCount - row);
      addStrip(this.rows, from + row * this.d, count, this.d, depth, this.#sums, row);
    }
  }
}

/** Most queries of a task. */
export function queriesOfTask(d: number): number {
  return LANES * queriesPerLane(depthOf(d));
}

/** Columns summed at once: equal parts, of which all but the last of an odd vector are even. */
function depthOf(d: number): number {
  return d > MAX_DEPTH ? evened(Math.ceil(d / Math.ceil(d / MAX_DEPTH))) : d;
}
