import type { EngineIdentity, Metric, Rows } from '../backend.js';
import type { EngineMemory } from './engine-memory.js';

/** Candidate rows of a block for each query, in any order: row-major `queries * width`, ids local to the block. */
export interface Candidates {
  readonly width: number;
  readonly ids: Int32Array;
  /** Pairs of a query and a row that a `certified` search measured again in float64. */
  readonly reranked?: number;
}

/** For each row of a block the nearest of some centroids, and its distances to the nearest two in the block's metric. */
export interface NearestTwo {
  readonly labels: Int32Array;
  readonly first: Float32Array;
  /** Infinity where there is but one centroid. */
  readonly second: Float32Array;
  /**
   * Where the engine has it, the centroid that `second` belongs to, and the distance to the third (Infinity where there
   * is none): near ties then are decided between two centroids and not among all.
   */
  readonly others?: { readonly runnersUp: Int32Array; readonly third: Float32Array };
}

/**
 * What a backend must be able to do with one block of rows; `block-engine.ts` makes an `Engine` of it by streaming,
 * merging and float64 re-ranking. Shapes and finiteness are checked before a kernel is called. A kernel reports
 * its time through the timeline it was opened with: `upload` is timed as `load` by the caller, everything else
 * times itself as `compile`, `compute` and `readback`.
 */
export interface BlockKernels<Block> {
  readonly identity: EngineIdentity;
  /** Most rows of dimension d a block may hold, by the engine's own limits (Infinity where there are none). */
  maxBlockRows(d: number): number;
  /** What the engine takes beside the host's rows; nothing worth counting where it says nothing. */
  readonly memory?: EngineMemory | undefined;
  /** Candidates needed beyond k so that float64 re-ranking finds the true k: 0 where selection is float64 itself. */
  slack(k: number): number;
  /** Host memory for rows, in whatever form `upload` likes best (shared, pinned, plain). */
  allocate(length: number): Float32Array;
  upload(rows: Rows, metric: Metric): Promise<Block>;
  /** The `min(k, block rows)` nearest rows of each query. */
  topK(block: Block, queries: Rows, k: number): Promise<Candidates>;
  /** Row-major `queries * block rows`. */
  distances(block: Block, queries: Rows): Promise<Float32Array>;
  rowDistances(x: Rows, y: Rows, metric: Metric): Promise<Float32Array>;
  /**
   * K-Means' assignment, where the engine has something better than `distances` of the centroids to all rows. The
   * answer is read before the next is asked for.
   */
  assign?(block: Block, centroids: Rows): Promise<NearestTwo>;
  free(block: Block): Promise<void>;
  close(): Promise<void>;
}
