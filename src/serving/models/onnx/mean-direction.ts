/**
 * The mean of rows, scaled to length 1; zeros where they cancel out.
 * @param rows row-major `tokens * d`
 */
export function meanDirection(rows: Float32Array, d: number): Float32Array {
  const sum = new Float32Array(d);
  for (let at = 0; at < rows.length; at++) sum[at % d] = (sum[at % d] ?? 0) + (rows[at] ?? 0);
  // The scale of the sum is of no account: only the direction stays.
  const norm = Math.hypot(...sum);
  return norm === 0 ? sum : sum.map((value) => value / norm);
}
