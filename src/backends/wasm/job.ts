import type { WasmBlock } from './block.js';
import { METRIC_NUMBERS } from './kernel-exports.js';
import type { WasmMemory } from './web-assembly.js';

/** Tells a thread of an arena. Threads work in its part of the scratch memory. */
export interface ArenaJob {
  readonly kind: 'arena';
  readonly arena: number;
  readonly memory: WasmMemory;
  readonly scratch: number;
}

/** Rows, by their addresses. A task is the next `taskRows` of them. */
export interface RowsJob {
  readonly arena: number;
  readonly metric: number;
  readonly rows: number;
  readonly biases: number;
  readonly n: number;
  readonly d: number;
  readonly taskRows: number;
}

export interface MeasureJob extends RowsJob {
  readonly kind: 'measure';
  readonly norms: number;
}

/** Queries, as they came and packed. */
export interface QueriesAt {
  readonly queries: number;
  readonly packed: number;
  readonly queryCount: number;
}

/** Heaps of keys, for each worker those of all queries: strides go from worker to worker. */
export interface KeyHeaps {
  readonly capacity: number;
  readonly keys: number;
  readonly ids: number;
  readonly heapStride: number;
  readonly sizes: number;
  readonly sizeStride: number;
  readonly thresholds: number;
  readonly thresholdStride: number;
}

export interface NearestJob extends RowsJob, QueriesAt {
  readonly kind: 'nearest';
  readonly heaps: KeyHeaps;
}

/** Heaps of float64 distances, of one worker or of several. */
export interface ExactHeaps {
  readonly k: number;
  readonly values: number;
  readonly valueStride: number;
  readonly ids: number;
  readonly idStride: number;
  readonly sizes: number;
  readonly sizeStride: number;
}

/** Ranks what heaps kept, a task for each query. */
export interface SettleJob extends RowsJob, QueriesAt {
  readonly kind: 'settle';
  readonly longest: number;
  readonly shortest: number;
  readonly workers: number;
  readonly heaps: KeyHeaps;
  readonly ranked: ExactHeaps;
  /** For each query whether its answer is certain, and if not up to which key rows have to be looked at again. */
  readonly certain: number;
  readonly limits: number;
}

export interface RescanJob extends RowsJob, QueriesAt {
  readonly kind: 'rescan';
  readonly limits: number;
  readonly ranked: ExactHeaps;
}

export interface DistancesJob extends RowsJob, QueriesAt {
  readonly kind: 'distances';
  readonly queryBiases: number;
  readonly isSafe: boolean;
  readonly out: number;
}

export interface RowDistancesJob extends RowsJob {
  readonly kind: 'row distances';
  readonly others: number;
  readonly out: number;
}

export interface AssignJob extends RowsJob {
  readonly kind: 'assign';
  readonly centroids: number;
  readonly k: number;
  readonly packed: number;
  readonly centroidBiases: number;
  readonly groups: number;
  readonly isSafe: boolean;
  readonly labels: number;
  readonly firsts: number;
  readonly seconds: number;
}

/** The int8 copies of rows, and four f64 for each. */
export interface CopiesAt {
  readonly copies: number;
  readonly terms: number;
}

export interface QuantiseJob extends RowsJob, CopiesAt {
  readonly kind: 'quantise';
}

/** Queries as they are, as int16 copies, and their terms; and where lower ends of intervals go. */
export interface CertifiedQueriesAt {
  readonly queries: number;
  readonly queryCount: number;
  readonly wide: number;
  readonly queryTerms: number;
  readonly lows: number;
  /** Of upper ends, for each worker. */
  readonly highs: ExactHeaps;
}

export interface BoundJob extends RowsJob, CopiesAt, CertifiedQueriesAt {
  readonly kind: 'bound';
}

/** Measures what the bounds left, a task for each query. */
export interface SurvivorsJob extends RowsJob, CertifiedQueriesAt {
  readonly kind: 'survivors';
  readonly survivors: number;
  readonly workers: number;
  readonly ranked: ExactHeaps;
  /** How many rows were measured for each query, as i32. */
  readonly measured: number;
}

/** Loops that ceilings are measured with: tasks are rows of d floats to read, or so many rounds in registers. */
export interface CeilingJob extends RowsJob {
  readonly kind: 'read' | 'multiply-add' | 'multiply-add int8';
  readonly rounds: number;
}

/** Work for the whole pool: addresses in an arena, and counts. */
export type KernelJob =
  | MeasureJob
  | NearestJob
  | SettleJob
  | RescanJob
  | DistancesJob
  | RowDistancesJob
  | QuantiseJob
  | BoundJob
  | SurvivorsJob
  | CeilingJob
  | AssignJob;

export type Job = ArenaJob | KernelJob;

/** Bytes of rows that make a task worth claiming: what a core reads in some tens of microseconds. */
const TASK_BYTES = 2 ** 20;
/** Tasks for each thread at least, as threads are not equally fast. */
const TASKS_PER_THREAD = 8;

/** What a job knows of the rows of a block. */
export function rowsOf({ held, metric, biases, n, d }: WasmBlock, threads: number): RowsJob {
  return {
    arena: held.arena.index,
    metric: METRIC_NUMBERS[metric],
    rows: held.address,
    biases,
    n,
    d,
    taskRows: taskRows(n, d, threads),
  };
}

/** Rows of a task: a multiple of 8, which is whole tiles and strips. */
export function taskRows(n: number, d: number, threads: number): number {
  const most = Math.min(TASK_BYTES / (d * 4), n / (threads * TASKS_PER_THREAD));
  return Math.max(1, Math.ceil(most / 8)) * 8;
}
