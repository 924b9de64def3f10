/**
 * The null distribution of Mann and Whitney's U for samples of n and m without ties: the probability of every U from 0
 * to n m, by their recursion on which sample holds the largest value (Mann and Whitney 1947). O(n^2 m^2).
 */
export function rankSumProbabilities(n: number, m: number): Float64Array {
  // Of the samples (i, j): rows of j for the last i.
  let rows: Float64Array[] = Array.from({ length: m + 1 }, () => Float64Array.of(1));
  for (let i = 1; i <= n; i++) {
    const next: Float64Array[] = [Float64Array.of(1)];
    for (let j = 1; j <= m; j++) {
      const both = new Float64Array(i * j + 1);
      // The largest is of the first sample, and above all j of the other; or it is of the other.
      const above = rows[j];
      const other = next[j - 1];
      const share = i / (i + j);
      for (let u = 0; u < above.length; u++) both[u + j] += share * above[u];
      for (let u = 0; u < other.length; u++) both[u] += (1 - share) * other[u];
      next.push(both);
    }
    rows = next;
  }
  return rows[m];
}
