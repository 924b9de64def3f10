import type { Metric, Rows } from '../../backend.js';
import type { CentroidSet } from './centroid-set.js';
import { type Labelling, labelRows, type ScoreBounds } from './label-rows.js';
import type { RowState } from './row-state.js';

/** Floats gathered for one call, and the fewest rows worth one. */
const MOST_FLOATS = 2 ** 22;
const FEWEST_ROWS = 64;

/** Labels scattered rows by copying them together into blocks of their own. */
export class GatheredRows<Block> {
  readonly #most: number;
  readonly #buffer: Float32Array;
  readonly #norms: Float64Array;
  readonly #labels: Int32Array;
  readonly #bounds: ScoreBounds;

  constructor(
    private readonly labelling: Labelling<Block>,
    private readonly metric: Metric,
    private readonly d: number,
    n: number,
  ) {
    const most = Math.max(1, Math.min(Math.floor(MOST_FLOATS / d), labelling.kernels.maxBlockRows(d)));
    this.#most = Math.min(2 ** Math.floor(Math.log2(most)), powerOfTwo(n));
    this.#buffer = labelling.kernels.allocate(this.#most * d);
    this.#norms = new Float64Array(this.#most);
    this.#labels = new Int32Array(this.#most);
    this.#bounds = { own: new Float64Array(this.#most), others: new Float64Array(this.#most) };
  }

  /** Labels the rows numbered `ids` of `data`, and writes bounds on their scores. */
  async label(
    ids: readonly number[],
    data: Float32Array,
    state: RowState,
    bounds: ScoreBounds,
    centroids: CentroidSet,
  ): Promise<void> {
    for (let start = 0; start < ids.length; start += this.#most) {
      const some = ids.slice(start, start + this.#most);
      this.labelling.timeline.time('compute', () => this.#gather(some, data, state));
      await this.#labelGathered(some.length, centroids);
      this.labelling.timeline.time('compute', () => {
        for (const [i, id] of some.entries()) {
          state.labels[id] = this.#labels[i] ?? 0;
          bounds.own[id] = this.#bounds.own[i] ?? 0;
          bounds.others[id] = this.#bounds.others[i] ?? 0;
        }
      });
    }
  }

  #gather(ids: readonly number[], data: Float32Array, state: RowState): void {
    const { d } = this;
    for (const [i, id] of ids.entries()) {
      this.#buffer.set(data.subarray(id * d, (id + 1) * d), i * d);
      this.#norms[i] = state.norms[id] ?? 0;
    }
  }

  async #labelGathered(count: number, centroids: CentroidSet): Promise<void> {
    const { kernels, timeline } = this.labelling;
    // Few sizes, so that an engine that compiles for each shape does so seldom; what lies past `count` is of before.
    const n = Math.min(this.#most, powerOfTwo(Math.max(count, FEWEST_ROWS)));
    const rows: Rows = { n, d: this.d, data: this.#buffer.subarray(0, n * this.d) };
    const block = await timeline.time('load', () => kernels.upload(rows, this.metric));
    try {
      await labelRows(
        this.labelling,
        {
          block,
          blockRows: n,
          data: rows.data,
          norms: this.#norms,
          labels: this.#labels.subarray(0, count),
          bounds: this.#bounds,
        },
        centroids,
      );
    } finally {
      await kernels.free(block);
    }
  }
}

/** The smallest power of two that is no less. */
function powerOfTwo(atLeast: number): number {
  return 2 ** Math.ceil(Math.log2(atLeast));
}
