import { inverseLength, largestSize, powerOfTwoScale } from './scale.js';

/** Queries in the frame of a block's rows, and what leads from a product back to a distance. */
export interface FramedQueries {
  /** Row-major `n * width`. */
  readonly data: Float32Array;
  /** A power of two for each query, by which all of its products are scaled. */
  readonly own: Float64Array;
  /** The Euclidean length of each framed query, without the factor of the rows' norms. */
  readonly length: Float64Array;
  /** |q|^2 in the rows' frame; for l2 alone. */
  readonly squared: Float64Array;
}

/** For l2, from |q - y|^2 = |q|^2 - 2 (q.y - |y|^2 / 2): the last column takes the rows' norms into the product. */
export function frameQueriesForL2(
  queries: Float32Array,
  n: number,
  shift: Float64Array,
  scale: number,
): FramedQueries {
  const d = shift.length;
  const width = d + 1;
  const framed = allocate(n, width);
  for (let i = 0; i < n; i++) {
    let largest = 0;
    for (let j = 0; j < d; j++) {
      largest = Math.max(largest, Math.abs((queries[i * d + j] - shift[j]) * scale));
    }
    // Never larger than 1: the norms' factor must not overflow.
    const own = Math.min(1, powerOfTwoScale(largest));
    let squared = 0;
    for (let j = 0; j < d; j++) {
      const value = Math.fround((queries[i * d + j] - shift[j]) * scale * own);
      framed.data[i * width + j] = value;
      squared += value * value;
    }
    framed.data[i * width + d] = own;
    framed.own[i] = own;
    framed.length[i] = Math.sqrt(squared);
    framed.squared[i] = squared / own / own;
  }
  return framed;
}

export function frameQueriesForDot(queries: Float32Array, n: number, d: number): FramedQueries {
  const framed = allocate(n, d);
  for (let i = 0; i < n; i++) {
    const own = powerOfTwoScale(largestSize(queries, i * d, (i + 1) * d));
    let squared = 0;
    for (let at = i * d; at < (i + 1) * d; at++) {
      const value = queries[at] * own;
      framed.data[at] = value;
      squared += value * value;
    }
    framed.own[i] = own;
    framed.length[i] = Math.sqrt(squared);
  }
  return framed;
}

export function frameQueriesForCosine(queries: Float32Array, n: number, d: number): FramedQueries {
  const framed = allocate(n, d);
  for (let i = 0; i < n; i++) {
    const inverse = inverseLength(queries, i * d, d);
    for (let at = i * d; at < (i + 1) * d; at++) framed.data[at] = queries[at] * inverse;
    framed.own[i] = 1;
    framed.length[i] = inverse === 0 ? 0 : 1;
  }
  return framed;
}

function allocate(n: number, width: number): FramedQueries {
  return {
    data: new Float32Array(n * width),
    own: new Float64Array(n),
    length: new Float64Array(n),
    squared: new Float64Array(n),
  };
}
