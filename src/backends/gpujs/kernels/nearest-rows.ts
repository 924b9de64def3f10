/**
 * The k rows of least score, ties by the smaller row, in no order: a heap of k whose root is the worst one kept.
 * A score that is not a number counts as infinitely far.
 */
export class NearestRows {
  readonly #scores: Float64Array;
  readonly #rows: Int32Array;
  #size = 0;

  constructor(readonly k: number) {
    this.#scores = new Float64Array(k);
    this.#rows = new Int32Array(k);
  }

  /** Scores are `sign * values`, at least k of them; writes the rows to `into[at ..]`. */
  select(values: Float32Array, sign: number, into: Int32Array, at: number): void {
    const { k } = this;
    this.#size = 0;
    let worst = Number.POSITIVE_INFINITY;
    for (let row = 0; row < values.length; row++) {
      let score = sign * values[row];
      if (Number.isNaN(score)) score = Number.POSITIVE_INFINITY;
      if (this.#size === k) {
        // Rows come in ascending order, so an equal one is the farther of the two.
        if (score >= worst) continue;
        this.#sink(score, row);
      } else {
        this.#rise(score, row);
      }
      worst = this.#size === k ? this.#scores[0] : Number.POSITIVE_INFINITY;
    }
    into.set(this.#rows, at);
  }

  #rise(score: number, row: number): void {
    const scores = this.#scores;
    const rows = this.#rows;
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (scores[parent] > score || (scores[parent] === score && rows[parent] > row)) break;
      scores[at] = scores[parent];
      rows[at] = rows[parent];
      at = parent;
    }
    scores[at] = score;
    rows[at] = row;
  }

  /** Puts an entry in the place of the root. */
  #sink(score: number, row: number): void {
    const scores = this.#scores;
    const rows = this.#rows;
    let at = 0;
    for (let child = 1; child < this.k; child = 2 * at + 1) {
      const next = child + 1;
      if (
        next < this.k &&
        (scores[next] > scores[child] || (scores[next] === scores[child] && rows[next] > rows[child]))
      ) {
        child = next;
      }
      if (score > scores[child] || (score === scores[child] && row > rows[child])) break;
      scores[at] = scores[child];
      rows[at] = rows[child];
      at = child;
    }
    scores[at] = score;
    rows[at] = row;
  }
}
