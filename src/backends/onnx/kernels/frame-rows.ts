import { inverseLength, largestSize, powerOfTwoScale } from './scale.js';

/**
 * Rows written so that a float32 product with a query orders them: scaled by a power of two, so that squares neither
 * overflow nor vanish; for l2 moved by about their mean too, so that a common offset does not eat the digits, and
 * followed by -|y|^2 / 2; for cosine of length 1. Sums are float64, each number is rounded once.
 */
export interface FramedBlock {
  /** Row-major `n * width`. */
  readonly data: Float32Array;
  readonly width: number;
  /** Taken off every row before scaling; zero but for l2. */
  readonly shift: Float64Array;
  readonly scale: number;
  /** The Euclidean length of the longest framed row, without its norm. */
  readonly longest: number;
}

const SAMPLE_ROWS = 1024;

export function frameForL2(rows: Float32Array, n: number, d: number): FramedBlock {
  const shift = sampledMean(rows, n, d);
  let largest = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) {
      const size = Math.abs(rows[i * d + j] - shift[j]);
      if (size > largest) largest = size;
    }
  }
  const scale = powerOfTwoScale(largest);
  const width = d + 1;
  const data = new Float32Array(n * width);
  let longest = 0;
  for (let i = 0; i < n; i++) {
    let squared = 0;
    for (let j = 0; j < d; j++) {
      const value = Math.fround((rows[i * d + j] - shift[j]) * scale);
      data[i * width + j] = value;
      squared += value * value;
    }
    data[i * width + d] = -squared / 2;
    longest = Math.max(longest, squared);
  }
  return { data, width, shift, scale, longest: Math.sqrt(longest) };
}

export function frameForDot(rows: Float32Array, n: number, d: number): FramedBlock {
  const scale = powerOfTwoScale(largestSize(rows, 0, n * d));
  const data = new Float32Array(n * d);
  let longest = 0;
  for (let i = 0; i < n; i++) {
    let squared = 0;
    for (let at = i * d; at < (i + 1) * d; at++) {
      const value = rows[at] * scale;
      data[at] = value;
      squared += value * value;
    }
    longest = Math.max(longest, squared);
  }
  return { data, width: d, shift: new Float64Array(d), scale, longest: Math.sqrt(longest) };
}

export function frameForCosine(rows: Float32Array, n: number, d: number): FramedBlock {
  const data = new Float32Array(n * d);
  for (let i = 0; i < n; i++) {
    const inverse = inverseLength(rows, i * d, d);
    for (let at = i * d; at < (i + 1) * d; at++) data[at] = rows[at] * inverse;
  }
  return { data, width: d, shift: new Float64Array(d), scale: 1, longest: 1 };
}

/** Of a sample of the rows at equal steps: any shift is right, a near one is enough. */
function sampledMean(rows: Float32Array, n: number, d: number): Float64Array {
  const mean = new Float64Array(d);
  const step = Math.ceil(n / SAMPLE_ROWS);
  const sampled = Math.ceil(n / step);
  for (let i = 0; i < n; i += step) {
    for (let j = 0; j < d; j++) mean[j] += rows[i * d + j] / sampled;
  }
  return mean;
}
