import type { Metric } from '../backend.js';

/** Rows in shared memory, ready to be scanned. */
export interface SharedBlock {
  readonly n: number;
  readonly d: number;
  readonly metric: Metric;
  readonly rows: Float32Array;
  /** Of each row, as `normOf` says; empty where the metric needs none. */
  readonly norms: Float64Array;
}

/** Norms of a block's rows. */
export interface NormsJob {
  readonly kind: 'norms';
  readonly block: SharedBlock;
}

/** The nearest rows of each query, in heaps of its own for every worker. */
export interface NearestJob {
  readonly kind: 'nearest';
  readonly block: SharedBlock;
  readonly queries: Float32Array;
  readonly queryCount: number;
  readonly capacity: number;
  /** What rows are kept by: keys, or distances by direct differences. */
  readonly keep: 'keys' | 'direct distances';
  /** Worker after worker, each as `NearestHeaps` holds them. */
  readonly values: Float64Array;
  readonly ids: Int32Array;
  readonly sizes: Int32Array;
}

/** All distances, row-major `queries * n`. */
export interface DistancesJob {
  readonly kind: 'distances';
  readonly block: SharedBlock;
  readonly queries: Float32Array;
  readonly queryCount: number;
  readonly out: Float32Array;
}

/** The distance of each row of `x` to the same row of `y`. */
export interface RowDistancesJob {
  readonly kind: 'row distances';
  readonly metric: Metric;
  readonly d: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly out: Float32Array;
}

/** The nearest two of all centroids so far for each row, by their keys; the centroids are no more than a task takes. */
export interface AssignJob {
  readonly kind: 'assign';
  readonly block: SharedBlock;
  readonly centroids: Float32Array;
  readonly centroidCount: number;
  /** Number of the first of these centroids. */
  readonly firstLabel: number;
  readonly labels: Int32Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Work for the whole pool. Its arrays lie in shared memory. */
export type Job = NormsJob | NearestJob | DistancesJob | RowDistancesJob | AssignJob;

/** Where a worker's heaps lie within a job's arrays. */
export function heapsOfWorker(job: NearestJob, worker: number) {
  const { queryCount, capacity } = job;
  const from = worker * queryCount * capacity;
  const to = from + queryCount * capacity;
  const sizes = job.sizes.subarray(worker * queryCount, (worker + 1) * queryCount);
  return { values: job.values.subarray(from, to), ids: job.ids.subarray(from, to), sizes };
}
