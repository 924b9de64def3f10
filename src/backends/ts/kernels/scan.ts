import { l2 as directL2 } from '../../shared/kernels/exact-distance.js';
import { cancellation, distancesOfKeys, keysOf, needsNorms, normOf } from './keys.js';
import type { NearestHeaps } from './nearest-heaps.js';
import { foldNearestTwo } from './nearest-two.js';
import { TiledSums } from './tiled-sums.js';

type Metric = 'l2' | 'cosine' | 'dot' | 'l1';

/** Rows against queries, task by task: see `TiledSums`. */
export class Scan {
  readonly tasks: number;
  readonly #sums: TiledSums;
  readonly #keys: Float64Array;
  readonly #queryNorms: Float64Array;

  constructor(
    readonly metric: Metric,
    rows: Float32Array,
    readonly norms: Float64Array,
    n: number,
    d: number,
    queries: Float32Array,
    queryTotal: number,
  ) {
    this.#sums = new TiledSums(rows, n, d, queries, queryTotal, metric === 'l1');
    this.tasks = this.#sums.tasks;
    this.#keys = new Float64Array(this.#sums.chunkRows);
    this.#queryNorms = new Float64Array(queryTotal);
    if (needsNorms(metric)) {
      for (let q = 0; q < queryTotal; q++) this.#queryNorms[q] = normOf(metric, queries, q * d, d);
    }
  }

  /** Offers the keys of a task to the heaps of its queries. */
  offerKeys(task: number, heaps: NearestHeaps): void {
    const sums = this.#sums;
    this.#forEachQuery(task, (query, keys) => heaps.offerRun(query, keys, sums.rowCount, sums.firstRow));
  }

  /**
   * As `offerKeys` for l2, but keeps rows by the float64 distance of direct differences; keys only rule rows out that
   * cannot be among the nearest whatever the keys' error.
   */
  offerDirectDistances(task: number, heaps: NearestHeaps): void {
    const sums = this.#sums;
    const { rows, queries, d } = sums;
    const error = cancellation(d);
    this.#forEachQuery(task, (query, keys, queryNorm) => {
      let worst = heaps.worst(query);
      for (let i = 0; i < sums.rowCount; i++) {
        const row = sums.firstRow + i;
        if (keys[i] - error * (queryNorm + this.norms[row]) > worst * worst) continue;
        heaps.offer(query, directL2(queries, query * d, rows, row * d, d), row);
        worst = heaps.worst(query);
      }
    });
  }

  /** Writes the distances of a task into their places of `out`, row-major `queries * n`. */
  writeDistances(task: number, out: Float32Array): void {
    const sums = this.#sums;
    this.#forEachQuery(task, (query, keys, queryNorm) => {
      distancesOfKeys(this.metric, sums, query - sums.firstQuery, queryNorm, this.norms, keys);
      const at = query * sums.n + sums.firstRow;
      for (let i = 0; i < sums.rowCount; i++) out[at + i] = keys[i];
    });
  }

  /** Takes the keys of a task's rows to its queries, numbered from `firstLabel`, into the two smallest of each row. */
  foldNearestTwo(
    task: number,
    firstLabel: number,
    labels: Int32Array,
    first: Float64Array,
    second: Float64Array,
  ): void {
    const sums = this.#sums;
    this.#forEachQuery(task, (query, keys) => {
      foldNearestTwo(keys, sums.rowCount, sums.firstRow, firstLabel + query, labels, first, second);
    });
  }

  #forEachQuery(task: number, visit: (query: number, keys: Float64Array, queryNorm: number) => void): void {
    const sums = this.#sums;
    sums.compute(task);
    for (let local = 0; local < sums.queryCount; local++) {
      const query = sums.firstQuery + local;
      const queryNorm = this.#queryNorms[query];
      keysOf(this.metric, sums, local, queryNorm, this.norms, this.#keys);
      visit(query, this.#keys, queryNorm);
    }
  }
}
