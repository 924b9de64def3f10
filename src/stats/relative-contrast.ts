/**
 * Relative contrast of queries against a set of rows (He, Kumar and Chang 2012): the mean distance from a query to a
 * row over the mean distance to its nearest row. Near 1 all rows are about as far as the nearest one, as in noise of
 * many dimensions, and being the nearest means little; in data with structure it is larger.
 * @param means mean distance of each query to all rows
 * @param nearest distance of each query to its nearest row
 * @returns Infinity where every query coincides with a row; NaN without queries
 */
export function relativeContrast(means: ArrayLike<number>, nearest: ArrayLike<number>): number {
  return sum(means) / sum(nearest);
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] ?? Number.NaN;
  return total;
}
