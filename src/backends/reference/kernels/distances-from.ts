import { cosine, type Distance, dot, l1, l2 } from './distance.js';

/** Distances of `x` to the `n` rows of `rows`, into `out`. */
export type DistancesFrom = (
  x: Float32Array,
  xStart: number,
  rows: Float32Array,
  n: number,
  d: number,
  out: Float64Array,
) => void;

// Four rows at a time: the sums of one row alone wait for each other. Each is still summed in index order.

export const l2From: DistancesFrom = (x, xStart, rows, n, d, out) => {
  const whole = n - (n % 4);
  for (let i = 0; i < whole; i += 4) {
    let [a, b, c, e] = [0, 0, 0, 0];
    for (let j = 0, at = i * d; j < d; j++, at++) {
      const value = x[xStart + j];
      const p = value - rows[at];
      const q = value - rows[at + d];
      const r = value - rows[at + 2 * d];
      const s = value - rows[at + 3 * d];
      a += p * p;
      b += q * q;
      c += r * r;
      e += s * s;
    }
    out[i] = Math.sqrt(a);
    out[i + 1] = Math.sqrt(b);
    out[i + 2] = Math.sqrt(c);
    out[i + 3] = Math.sqrt(e);
  }
  theRest(l2, x, xStart, rows, whole, n, d, out);
};

export const dotFrom: DistancesFrom = (x, xStart, rows, n, d, out) => {
  const whole = n - (n % 4);
  for (let i = 0; i < whole; i += 4) {
    let [a, b, c, e] = [0, 0, 0, 0];
    for (let j = 0, at = i * d; j < d; j++, at++) {
      const value = x[xStart + j];
      a += value * rows[at];
      b += value * rows[at + d];
      c += value * rows[at + 2 * d];
      e += value * rows[at + 3 * d];
    }
    out[i] = -a;
    out[i + 1] = -b;
    out[i + 2] = -c;
    out[i + 3] = -e;
  }
  theRest(dot, x, xStart, rows, whole, n, d, out);
};

export const l1From: DistancesFrom = (x, xStart, rows, n, d, out) => {
  const whole = n - (n % 4);
  for (let i = 0; i < whole; i += 4) {
    let [a, b, c, e] = [0, 0, 0, 0];
    for (let j = 0, at = i * d; j < d; j++, at++) {
      const value = x[xStart + j];
      a += Math.abs(value - rows[at]);
      b += Math.abs(value - rows[at + d]);
      c += Math.abs(value - rows[at + 2 * d]);
      e += Math.abs(value - rows[at + 3 * d]);
    }
    out[i] = a;
    out[i + 1] = b;
    out[i + 2] = c;
    out[i + 3] = e;
  }
  theRest(l1, x, xStart, rows, whole, n, d, out);
};

export const cosineFrom: DistancesFrom = (x, xStart, rows, n, d, out) => {
  const norm = Math.sqrt(-dot(x, xStart, x, xStart, d));
  const whole = n - (n % 4);
  for (let i = 0; i < whole; i += 4) {
    let [a, b, c, e] = [0, 0, 0, 0];
    let [aa, bb, cc, ee] = [0, 0, 0, 0];
    for (let j = 0, at = i * d; j < d; j++, at++) {
      const value = x[xStart + j];
      const p = rows[at];
      const q = rows[at + d];
      const r = rows[at + 2 * d];
      const s = rows[at + 3 * d];
      a += value * p;
      b += value * q;
      c += value * r;
      e += value * s;
      aa += p * p;
      bb += q * q;
      cc += r * r;
      ee += s * s;
    }
    out[i] = ofProduct(a, norm * Math.sqrt(aa));
    out[i + 1] = ofProduct(b, norm * Math.sqrt(bb));
    out[i + 2] = ofProduct(c, norm * Math.sqrt(cc));
    out[i + 3] = ofProduct(e, norm * Math.sqrt(ee));
  }
  theRest(cosine, x, xStart, rows, whole, n, d, out);
};

function ofProduct(product: number, norms: number): number {
  return norms === 0 ? 1 : 1 - product / norms;
}

function theRest(
  distance: Distance,
  x: Float32Array,
  xStart: number,
  rows: Float32Array,
  first: number,
  n: number,
  d: number,
  out: Float64Array,
): void {
  for (let i = first; i < n; i++) out[i] = distance(x, xStart, rows, i * d, d);
}
