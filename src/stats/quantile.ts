/**
 * Sample quantile by linear interpolation between order statistics (Hyndman and Fan 1996, type 7).
 * @returns NaN for an empty sample.
 */
export function quantile(values: readonly number[], p: number): number {
  return sortedQuantile(Float64Array.from(values).sort(), p);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** As `quantile`, of values already in ascending order. */
export function sortedQuantile(sorted: Float64Array, p: number): number {
  if (sorted.length === 0) return Number.NaN;
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  return low + (high - low) * (position - below);
}
