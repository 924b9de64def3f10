/** Euclidean norms of `n` rows. */
export function rowNorms(rows: Float32Array, n: number, d: number, norms: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let s0 = 0;
    let s1 = 0;
    let r = i * d;
    for (const end = r + d - (d % 2); r < end; r += 2) {
      s0 += rows[r] * rows[r];
      s1 += rows[r + 1] * rows[r + 1];
    }
    if (d % 2 === 1) s0 += rows[r] * rows[r];
    norms[i] = Math.sqrt(s0 + s1);
  }
}
