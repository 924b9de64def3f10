/** The definitions of the metrics, as plainly as they can be written: float64, in index order. */
export type Distance = (
  x: Float32Array,
  xStart: number,
  y: Float32Array,
  yStart: number,
  d: number,
) => number;

export function l2(x: Float32Array, xStart: number, y: Float32Array, yStart: number, d: number): number {
  let squares = 0;
  for (let j = 0; j < d; j++) squares += (x[xStart + j] - y[yStart + j]) * (x[xStart + j] - y[yStart + j]);
  return Math.sqrt(squares);
}

export function dot(x: Float32Array, xStart: number, y: Float32Array, yStart: number, d: number): number {
  let product = 0;
  for (let j = 0; j < d; j++) product += x[xStart + j] * y[yStart + j];
  return -product;
}

export function cosine(x: Float32Array, xStart: number, y: Float32Array, yStart: number, d: number): number {
  const norms = Math.sqrt(-dot(x, xStart, x, xStart, d)) * Math.sqrt(-dot(y, yStart, y, yStart, d));
  return norms === 0 ? 1 : 1 + dot(x, xStart, y, yStart, d) / norms;
}

export function l1(x: Float32Array, xStart: number, y: Float32Array, yStart: number, d: number): number {
  let sum = 0;
  for (let j = 0; j < d; j++) sum += Math.abs(x[xStart + j] - y[yStart + j]);
  return sum;
}
