import type { KMeansRequest, KMeansResult, Metric, Rows } from '../backend.js';
import { ShapeError } from '../shared/errors.js';
import { UnsupportedError } from '../shared/unsupported-error.js';
import {
  addRows,
  assignRows,
  centresOf,
  farthestRow,
  largestNorm,
  rmsShift,
} from './kernels/kmeans-steps.js';

/**
 * K-Means by the book in float64: what every other implementation must agree with.
 * @throws ShapeError when the start does not fit; UnsupportedError for a metric other than `l2` and `cosine`
 */
export function plainKMeans(rows: Rows, metric: Metric, request: KMeansRequest): KMeansResult {
  const { k, d, data } = request.start;
  if (metric !== 'l2' && metric !== 'cosine')
    throw new UnsupportedError(`expected l2 or cosine, got ${metric}`);
  if (d !== rows.d || k < 1 || k > rows.n || data.length !== k * d) {
    throw new ShapeError(`expected 1 to ${rows.n} centroids of d = ${rows.d}, got ${k} of d = ${d}`);
  }
  if (!data.every(Number.isFinite)) throw new ShapeError('expected finite centroids');
  const fit = new PlainFit(rows, metric === 'cosine', request);
  if (request.algorithm === 'minibatch') fit.miniBatch(request.batchRows ?? 4096);
  else fit.lloyd();
  return fit.result();
}

class PlainFit {
  readonly #labels: Int32Array;
  readonly #scores: Float64Array;
  readonly #inertias: number[] = [];
  readonly #k: number;
  #centroids: Float64Array;
  #updates = 0;
  #converged = false;

  constructor(
    private readonly rows: Rows,
    private readonly cosine: boolean,
    private readonly request: KMeansRequest,
  ) {
    const { k, d, data } = request.start;
    this.#k = k;
    this.#labels = new Int32Array(rows.n);
    this.#scores = new Float64Array(rows.n);
    const ones = new Float64Array(k).fill(1);
    this.#centroids = centresOf(data, ones, data, d, cosine);
  }

  lloyd(): void {
    const { n, d, data } = this.rows;
    for (;;) {
      this.#assign(0, n);
      this.#inertias.push(sumOf(this.#scores));
      if (this.#isOver()) return;
      const counts = this.#relocated(this.#countsOfLabels());
      const sums = new Float64Array(this.#k * d);
      addRows(data, d, this.#labels, this.#unit, sums, counts.fill(0));
      this.#moveTo(centresOf(sums, counts, this.#centroids, d, this.cosine), this.#centroids);
    }
  }

  miniBatch(batchRows: number): void {
    const { n, d, data } = this.rows;
    const sums = new Float64Array(this.#k * d);
    const counts = new Float64Array(this.#k);
    while (!this.#isOver()) {
      const before = this.#centroids;
      let inertia = 0;
      for (let start = 0; start < n; start += batchRows) {
        const end = Math.min(start + batchRows, n);
        this.#assign(start, end);
        inertia += sumOf(this.#scores.subarray(start, end));
        addRows(data.subarray(start * d), d, this.#labels.subarray(start, end), this.#unit, sums, counts);
        this.#centroids = centresOf(sums, counts, this.#centroids, d, this.cosine);
      }
      this.#inertias.push(inertia);
      const labels = this.#labels.slice();
      this.#relocated(this.#countsOfLabels());
      for (const [row, label] of this.#labels.entries()) {
        if (label === labels[row]) continue;
        sums.fill(0, label * d, (label + 1) * d);
        counts[label] = 0;
        addRows(data.subarray(row * d), d, this.#labels.subarray(row, row + 1), this.#unit, sums, counts);
      }
      this.#moveTo(centresOf(sums, counts, this.#centroids, d, this.cosine), before);
    }
    this.#assign(0, n);
    this.#inertias.push(sumOf(this.#scores));
  }

  result(): KMeansResult {
    const { k, d } = this.request.start;
    return {
      centroids: { k, d, data: this.#centroids },
      labels: this.#labels,
      inertia: this.#inertias.at(-1) ?? 0,
      inertias: Float64Array.from(this.#inertias),
      iterations: this.#updates,
      converged: this.#converged,
      pairs: this.rows.n * k * this.#inertias.length,
    };
  }

  get #unit(): boolean {
    return this.cosine && this.request.cosineMean !== 'vectors';
  }

  #isOver(): boolean {
    return this.#converged || this.#updates === this.request.maxIterations;
  }

  #assign(start: number, end: number): void {
    const { d, data } = this.rows;
    const [labels, scores] = [this.#labels.subarray(start, end), this.#scores.subarray(start, end)];
    assignRows(data.subarray(start * d), d, this.#centroids, this.cosine, labels, scores);
  }

  #countsOfLabels(): Float64Array {
    const counts = new Float64Array(this.#k);
    for (const label of this.#labels) counts[label] = (counts[label] ?? 0) + 1;
    return counts;
  }

  /** Gives each empty cluster the farthest row of a cluster with several; a row at its centroid is not far. */
  #relocated(counts: Float64Array): Float64Array {
    // A cosine of two equal directions is 1 but for rounding.
    const least = this.cosine ? (this.rows.d + 8) * 2 ** -52 : 0;
    for (const [cluster, count] of counts.slice().entries()) {
      const row = count === 0 ? farthestRow(this.#scores, this.#labels, counts, least) : -1;
      const donor = this.#labels[row];
      if (donor === undefined) continue;
      counts[donor] = (counts[donor] ?? 0) - 1;
      counts[cluster] = 1;
      this.#labels[row] = cluster;
      this.#scores[row] = 0;
    }
    return counts;
  }

  #moveTo(centroids: Float64Array, before: Float64Array): void {
    // The cosine of equal directions may round to more than 1.
    const meanScore = Math.max((this.#inertias.at(-1) ?? 0) / this.rows.n, 0);
    const spread = Math.sqrt(this.cosine ? 2 * meanScore : meanScore);
    const rounding = (this.rows.d + 8) * 2 ** -52 * largestNorm(centroids, this.rows.d);
    const shift = rmsShift(before, centroids, this.#k);
    this.#converged = shift <= Math.max(this.request.tolerance * spread, rounding);
    this.#centroids = centroids;
    this.#updates++;
  }
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
