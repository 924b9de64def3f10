/**
 * Rows moved into a frame in which float32 products of them keep their digits: shifted by (about) their mean, so that
 * a large common offset does not eat the mantissa, and scaled by a power of two, so that squares neither overflow nor
 * vanish. Shift and scale are applied in float64 and change no order of neighbours: a shift of the rows adds the same
 * to every distance of a query (for l2 the query is shifted along), a scale multiplies them all.
 */
export interface Frame {
  readonly d: number;
  /** Whether rows are divided by their Euclidean length first; a zero row stays zero. */
  readonly unit: boolean;
  readonly shift: Float64Array;
  /** A power of two, or 0 where the rows are one and the same to rounding. */
  readonly scale: number;
}

const SAMPLE_ROWS = 1024;
const PARALLEL = 2 ** -45;

/** A frame for `n` rows, from a sample of them at equal steps: any shift is right, a near one is enough. */
export function frameOf(data: Float32Array, n: number, d: number, unit: boolean): Frame {
  const step = Math.ceil(n / SAMPLE_ROWS);
  const sampled = Math.ceil(n / step);
  const shift = new Float64Array(d);
  for (let i = 0; i < n; i += step) {
    const inverse = unit ? inverseLength(data, i * d, d) : 1;
    for (let j = 0; j < d; j++) shift[j] += (data[i * d + j] * inverse) / sampled;
  }
  let largest = 0;
  for (let i = 0; i < n; i += step) {
    const inverse = unit ? inverseLength(data, i * d, d) : 1;
    for (let j = 0; j < d; j++) largest = Math.max(largest, Math.abs(data[i * d + j] * inverse - shift[j]));
  }
  // Rows that are all parallel differ by float64's rounding alone, which must not be blown up to look like an order.
  const scale = unit && largest < PARALLEL ? 0 : powerOfTwoScale(largest);
  return { d, unit, shift, scale };
}

/** The power of two that brings `largest` near 1, so that scaling by it rounds nothing. */
export function powerOfTwoScale(largest: number): number {
  return largest > 0 ? 2 ** -Math.round(Math.log2(largest)) : 1;
}

export function inverseLength(data: Float32Array, offset: number, d: number): number {
  let squared = 0;
  for (let j = 0; j < d; j++) squared += data[offset + j] * data[offset + j];
  return squared > 0 ? 1 / Math.sqrt(squared) : 0;
}

/**
 * Writes `count` framed rows from row `start` to `into`, row-major. With `halfNorms`, each row y is followed by
 * -|y|^2 / 2, so that its product with a query followed by 1 orders rows by their Euclidean distance.
 * @returns the largest |y|^2
 */
export function writeFramedRows(
  data: Float32Array,
  start: number,
  count: number,
  frame: Frame,
  halfNorms: boolean,
  into: Float32Array,
): number {
  const { d, unit, shift, scale } = frame;
  const width = halfNorms ? d + 1 : d;
  let longest = 0;
  for (let i = 0; i < count; i++) {
    const from = (start + i) * d;
    const to = i * width;
    const inverse = unit ? inverseLength(data, from, d) : 1;
    let squared = 0;
    for (let j = 0; j < d; j++) {
      const value = Math.fround((data[from + j] * inverse - shift[j]) * scale);
      into[to + j] = value;
      squared += value * value;
    }
    if (halfNorms) into[to + d] = -squared / 2;
    if (squared > longest) longest = squared;
  }
  return longest;
}
