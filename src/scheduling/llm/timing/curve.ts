/** A point of something measured. */
export interface Knot {
  readonly x: number;
  readonly y: number;
}

/**
 * Straight lines between knots in ascending `x`, the first and the last of them going on beyond; never below 0. One knot
 * is a constant.
 */
export function curveThrough(knots: readonly Knot[]): (x: number) => number {
  const xs = Float64Array.from(knots, ({ x }) => x);
  const ys = Float64Array.from(knots, ({ y }) => y);
  return (x) => {
    const at = bracket(xs, x);
    return Math.max(0, blend(ys[at.below] ?? 0, ys[at.above] ?? 0, at.share));
  };
}

/** Between which two of some ascending values `x` lies, and how far from the lower to the upper; beyond them, outside 0 to 1. */
export interface Bracket {
  readonly below: number;
  readonly above: number;
  readonly share: number;
}

export function bracket(xs: ArrayLike<number>, x: number): Bracket {
  if (xs.length < 2) return { below: 0, above: 0, share: 0 };
  let [low, high] = [0, xs.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((xs[middle] ?? 0) <= x) low = middle;
    else high = middle;
  }
  const [from, to] = [xs[low] ?? 0, xs[high] ?? 0];
  return { below: low, above: high, share: (x - from) / (to - from) };
}

export function blend(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
