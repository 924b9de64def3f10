import { halfGaps } from '../kernels/kmeans-shifts.js';
import type { CentroidSet } from './centroid-set.js';
import type { Geometry } from './geometry.js';
import type { ScoreBounds } from './label-rows.js';
import type { RowState } from './row-state.js';

export interface Undecided {
  /** Rows, numbered within the block, whose label may have changed. */
  readonly ids: readonly number[];
  /** Distances that were computed to find them. */
  readonly pairs: number;
}

/**
 * Bounds on every row's distance to its own and to all other centroids, and on the centroids' distances to each other.
 * An assignment writes bounds on scores, which `settle` turns into distances.
 */
export class HamerlyBounds {
  readonly #own: Float64Array;
  readonly #others: Float64Array;
  /** What rounding may add to a distance, bounds that many updates have moved included. */
  readonly #slack: number;
  readonly #knowsGaps: boolean;
  /** Half of each centroid's distance to the nearest other one, or 0 where it is not known. */
  #gaps: Float64Array;
  #shifts: Float64Array;
  #farthest = 0;
  #secondShift = 0;

  constructor(
    private readonly geometry: Geometry,
    n: number,
    k: number,
    private readonly d: number,
  ) {
    this.#own = new Float64Array(n);
    this.#others = new Float64Array(n);
    this.#slack = 1 + (d + 1024) * 2 ** -51;
    // There are k^2 / 2 distances between centroids: not worth it where they outnumber the rows.
    this.#knowsGaps = k * k <= 2 * n;
    this.#gaps = new Float64Array(k);
    this.#shifts = new Float64Array(k);
  }

  /** The bounds of rows `start .. start + count`, sharing memory with the whole. */
  of(start: number, count: number): ScoreBounds {
    const end = start + count;
    return { own: this.#own.subarray(start, end), others: this.#others.subarray(start, end) };
  }

  settle(bounds: ScoreBounds, i: number): void {
    const { geometry } = this;
    const others = bounds.others[i] ?? 0;
    bounds.own[i] = this.#distance(bounds.own[i] ?? 0);
    bounds.others[i] =
      others === Number.POSITIVE_INFINITY
        ? others
        : geometry.distanceOf(Math.max(0, others - geometry.rounding(others)));
  }

  move(shifts: Float64Array, centroids: CentroidSet, relocated: readonly number[]): void {
    this.#shifts = shifts.map((shift) => shift * this.#slack);
    this.#farthest = 0;
    for (const [c, shift] of this.#shifts.entries())
      if (shift > this.#shiftOf(this.#farthest)) this.#farthest = c;
    this.#secondShift = this.#shifts.reduce(
      (most, shift, c) => (c === this.#farthest ? most : Math.max(most, shift)),
      0,
    );
    for (const row of relocated) {
      this.#own[row] = Number.POSITIVE_INFINITY;
      this.#others[row] = 0;
    }
    if (this.#knowsGaps) {
      this.#gaps = halfGaps(centroids.data, centroids.k, this.d).map((gap) => gap / this.#slack);
    }
  }

  /** Moves the bounds of a block's rows with the centroids, and finds the rows that they do not decide. */
  undecided(
    data: Float32Array,
    state: RowState,
    { own, others }: ScoreBounds,
    centroids: CentroidSet,
  ): Undecided {
    const { labels, norms } = state;
    const { d, geometry } = this;
    const firstShift = this.#shiftOf(this.#farthest);
    const ids: number[] = [];
    let pairs = 0;
    for (let i = 0; i < labels.length; i++) {
      const label = labels[i] ?? 0;
      const farther = (others[i] ?? 0) - (label === this.#farthest ? this.#secondShift : firstShift);
      const nearer = (own[i] ?? 0) + this.#shiftOf(label);
      const bound = Math.max(farther, this.#gaps[label] ?? 0) / this.#slack;
      own[i] = nearer;
      others[i] = farther;
      if (nearer < bound) continue;
      pairs++;
      const score = geometry.quickScore(data, i * d, norms[i] ?? 0, centroids.data, label * d, d);
      own[i] = this.#distance(score);
      if (this.#distance(score) >= bound) ids.push(i);
    }
    return { ids, pairs };
  }

  #shiftOf(centroid: number): number {
    return this.#shifts[centroid] ?? 0;
  }

  /** The most that the distance behind a score may be. */
  #distance(score: number): number {
    return this.geometry.distanceOf(score + this.geometry.rounding(score));
  }
}
