import { type Frame, inverseLength, powerOfTwoScale } from './framed-rows.js';

/** Queries ready for products with framed rows, and what leads from a product back to a distance. */
export interface FramedQueries {
  /** Row-major `n * width`. */
  readonly data: Float32Array;
  readonly width: number;
  /** The distance is `slope * product + offset`, by query; for l2 this is the square of the scaled distance. */
  readonly slope: Float32Array;
  readonly offset: Float32Array;
  /** The Euclidean length of each framed query. */
  readonly length: Float64Array;
}

/** For l2: |q - x|^2 = |q|^2 - 2 (q.x - |x|^2 / 2), in the rows' frame; the rows carry the last term as a column. */
export function frameL2Queries(data: Float32Array, n: number, frame: Frame): FramedQueries {
  const { d, shift, scale } = frame;
  const width = d + 1;
  const framed = allocate(n, width);
  for (let i = 0; i < n; i++) {
    let squared = 0;
    for (let j = 0; j < d; j++) {
      const value = Math.fround((data[i * d + j] - shift[j]) * scale);
      framed.data[i * width + j] = value;
      squared += value * value;
    }
    framed.data[i * width + d] = 1;
    framed.slope[i] = -2;
    framed.offset[i] = squared;
    framed.length[i] = Math.sqrt(squared);
  }
  return framed;
}

/** For dot: -q.x = -(q.(x - shift) + q.shift). */
export function frameDotQueries(data: Float32Array, n: number, frame: Frame): FramedQueries {
  const { d, shift, scale } = frame;
  const framed = allocate(n, d);
  for (let i = 0; i < n; i++) {
    let largest = 0;
    for (let j = 0; j < d; j++) largest = Math.max(largest, Math.abs(data[i * d + j]));
    const own = powerOfTwoScale(largest);
    let constant = 0;
    let squared = 0;
    for (let j = 0; j < d; j++) {
      const value = data[i * d + j] * own;
      framed.data[i * d + j] = value;
      constant += data[i * d + j] * shift[j];
      squared += value * value;
    }
    framed.slope[i] = -1 / (scale * own);
    framed.offset[i] = -constant;
    framed.length[i] = Math.sqrt(squared);
  }
  return framed;
}

/** For cosine: 1 - q.x = 1 - q.(x - shift) - q.shift with q and x of length one. */
export function frameCosineQueries(data: Float32Array, n: number, frame: Frame): FramedQueries {
  const { d, shift, scale } = frame;
  const framed = allocate(n, d);
  for (let i = 0; i < n; i++) {
    const inverse = inverseLength(data, i * d, d);
    let constant = 0;
    for (let j = 0; j < d; j++) {
      const value = data[i * d + j] * inverse;
      framed.data[i * d + j] = value;
      constant += value * shift[j];
    }
    framed.slope[i] = scale === 0 ? 0 : -1 / scale;
    framed.offset[i] = 1 - constant;
    framed.length[i] = inverse === 0 ? 0 : 1;
  }
  return framed;
}

function allocate(n: number, width: number): FramedQueries {
  return {
    data: new Float32Array(n * width),
    width,
    slope: new Float32Array(n),
    offset: new Float32Array(n),
    length: new Float64Array(n),
  };
}
