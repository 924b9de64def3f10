import { inverseLength } from './scale.js';

export function scaledBy(values: Float32Array, scale: number): Float32Array {
  const scaled = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) scaled[i] = values[i] * scale;
  return scaled;
}

/** Rows of length 1; a zero row stays zero. */
export function unitRows(rows: Float32Array, d: number): Float32Array {
  const unit = new Float32Array(rows.length);
  for (let start = 0; start < rows.length; start += d) {
    const inverse = inverseLength(rows, start, d);
    for (let at = start; at < start + d; at++) unit[at] = rows[at] * inverse;
  }
  return unit;
}
