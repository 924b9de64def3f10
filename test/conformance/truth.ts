import type { Metric, Neighbours, Precision, Rows } from '../../src/backends/backend.js';

export interface Pair {
  readonly distance: number;
  /** How far a distance computed in a precision may lie from it. */
  tolerance(precision: Precision): number;
}

const UNIT_ROUNDOFF: Readonly<Record<Precision, number>> = {
  float64: 2 ** -53,
  float32: 2 ** -24,
  float16: 2 ** -11,
};

/** Row i of `x` and row j of `y`, term by term, apart from all code it judges. */
export function pairOf(metric: Metric, x: Rows, i: number, y: Rows, j: number): Pair {
  let [squares, absolutes, product, aSquares, bSquares] = [0, 0, 0, 0, 0];
  for (let column = 0; column < x.d; column++) {
    const a = x.data[i * x.d + column] ?? Number.NaN;
    const b = y.data[j * y.d + column] ?? Number.NaN;
    squares += (a - b) ** 2;
    absolutes += Math.abs(a - b);
    product += a * b;
    aSquares += a * a;
    bSquares += b * b;
  }
  const [aNorm, bNorm] = [Math.sqrt(aSquares), Math.sqrt(bSquares)];
  // A sum of d rounded terms errs by about sqrt(d) u times the sum of their sizes; 8 makes it generous, and its share
  // for d = 1 is left to the few operations around the sum.
  const relative = (precision: Precision) => 8 * Math.sqrt(x.d) * UNIT_ROUNDOFF[precision];
  switch (metric) {
    case 'l2': {
      const distance = Math.sqrt(squares);
      // Norms and a product give the square, whose error is that of the norms however near the vectors lie.
      const tolerance = (p: Precision) =>
        Math.sqrt(distance ** 2 + relative(p) * (aNorm + bNorm) ** 2) - distance;
      return { distance, tolerance };
    }
    case 'cosine': {
      const scale = aNorm * bNorm;
      return { distance: scale === 0 ? 1 : 1 - product / scale, tolerance: relative };
    }
    case 'dot':
      return { distance: -product, tolerance: (p) => relative(p) * aNorm * bNorm };
    case 'l1': {
      return { distance: absolutes, tolerance: (p) => relative(p) * (aNorm + bNorm) * Math.sqrt(x.d) };
    }
  }
}

export interface TrueNeighbour extends Pair {
  readonly id: number;
}

/** All rows in the order of their distance to a query, ties by the smaller id. */
export function trueOrder(metric: Metric, base: Rows, queries: Rows, query: number): TrueNeighbour[] {
  return Array.from({ length: base.n }, (_, id) => ({
    id,
    ...pairOf(metric, queries, query, base, id),
  })).sort((a, b) => a.distance - b.distance || a.id - b.id);
}

/** One query's part of an answer. */
export function answerOf({ k, ids, distances }: Neighbours, query: number) {
  return {
    ids: Array.from(ids.subarray(query * k, (query + 1) * k)),
    distances: Array.from(distances.subarray(query * k, (query + 1) * k)),
  };
}
