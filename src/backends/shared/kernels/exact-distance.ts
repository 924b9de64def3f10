/**
 * Distances of `a[ao .. ao+d)` to `b[bo .. bo+d)` in float64 by direct differences: what answers are re-ranked and
 * checked with. The sums run in index order, so equal rows give equal distances whatever the caller's blocks.
 */
export type ExactDistance = (a: Float32Array, ao: number, b: Float32Array, bo: number, d: number) => number;

export function l2(a: Float32Array, ao: number, b: Float32Array, bo: number, d: number): number {
  let sum = 0;
  for (let j = 0; j < d; j++) {
    const difference = a[ao + j] - b[bo + j];
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}

/** 1 - cos(a, b), with the cosine of a zero vector taken as 0. */
export function cosine(a: Float32Array, ao: number, b: Float32Array, bo: number, d: number): number {
  let dotProduct = 0;
  let aSquared = 0;
  let bSquared = 0;
  for (let j = 0; j < d; j++) {
    const x = a[ao + j];
    const y = b[bo + j];
    dotProduct += x * y;
    aSquared += x * x;
    bSquared += y * y;
  }
  if (aSquared === 0 || bSquared === 0) return 1;
  return 1 - dotProduct / (Math.sqrt(aSquared) * Math.sqrt(bSquared));
}

/** The negated inner product, so that smaller is nearer. */
export function dot(a: Float32Array, ao: number, b: Float32Array, bo: number, d: number): number {
  let sum = 0;
  for (let j = 0; j < d; j++) sum += a[ao + j] * b[bo + j];
  return -sum;
}

export function l1(a: Float32Array, ao: number, b: Float32Array, bo: number, d: number): number {
  let sum = 0;
  for (let j = 0; j < d; j++) sum += Math.abs(a[ao + j] - b[bo + j]);
  return sum;
}
