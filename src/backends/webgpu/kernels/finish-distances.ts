import { cosine, dot, type ExactDistance, l1, l2 } from '../../shared/kernels/exact-distance.js';

type Metric = 'l2' | 'cosine' | 'dot' | 'l1';

const EXACT: Readonly<Record<Metric, ExactDistance>> = { l2, cosine, dot, l1 };

/** Sums outside of these may have overflowed, or lost terms to underflow. */
const LARGEST_SUM = 2 ** 120;
const SMALLEST_SQUARE = 2 ** -90;

interface Vectors {
  readonly data: Float32Array;
  readonly n: number;
  readonly d: number;
}

/**
 * Turns keys of some queries to all rows into distances, in place. Those that left the range of float32 are computed
 * in float64; of cosine all are unless `isInRange`, as a row's length was part of them.
 */
export function finishDistances(
  metric: Metric,
  keys: Float32Array,
  queries: Vectors,
  rows: Vectors,
  lengths: Float64Array,
  isInRange: boolean,
): void {
  const { n, d } = rows;
  for (let q = 0; q < queries.n; q++) {
    const length = lengths[q];
    const trusts = metric !== 'cosine' || (isInRange && (length === 0 || length ** 2 >= SMALLEST_SQUARE));
    for (let row = 0; row < n; row++) {
      const at = q * n + row;
      const key = keys[at];
      const isTrusted = trusts && Math.abs(key) <= LARGEST_SUM && (metric !== 'l2' || key >= SMALLEST_SQUARE);
      if (!isTrusted) keys[at] = EXACT[metric](queries.data, q * d, rows.data, row * d, d);
      else if (metric === 'l2') keys[at] = Math.sqrt(key);
      else if (metric === 'cosine') keys[at] = length === 0 ? 1 : 1 + key / length;
    }
  }
}

/** Distances of row i of `x` to row i of `y`, of sums `(term, |x|^2, |y|^2, -)` of each pair. */
export function finishPairs(
  metric: Metric,
  sums: Float32Array,
  x: Vectors,
  y: Vectors,
  into: Float32Array,
): void {
  const { d } = x;
  const holds = (square: number) => square >= SMALLEST_SQUARE && square <= LARGEST_SUM;
  for (let i = 0; i < x.n; i++) {
    const [sum, xSquare, ySquare] = [sums[4 * i], sums[4 * i + 1], sums[4 * i + 2]];
    const isTrusted =
      metric === 'cosine'
        ? holds(xSquare) && holds(ySquare)
        : metric === 'l2'
          ? holds(sum)
          : Math.abs(sum) <= LARGEST_SUM;
    if (!isTrusted) into[i] = EXACT[metric](x.data, i * d, y.data, i * d, d);
    else if (metric === 'cosine') into[i] = 1 - sum / (Math.sqrt(xSquare) * Math.sqrt(ySquare));
    else into[i] = metric === 'l2' ? Math.sqrt(sum) : metric === 'dot' ? 0 - sum : sum;
  }
}
