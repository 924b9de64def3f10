export interface Ranks {
  /** From 1; equal values share the mean of their ranks. */
  readonly ranks: Float64Array;
  /** How many values each group of equal ones has, groups of one left out. */
  readonly ties: readonly number[];
}

/** Midranks of values among each other (Kendall 1945). */
export function rank(values: readonly number[]): Ranks {
  const order = Array.from(values, (value, at) => ({ value, at })).sort((a, b) => a.value - b.value);
  const ranks = new Float64Array(values.length);
  const ties: number[] = [];
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && order[end]?.value === order[start]?.value) end++;
    for (const { at } of order.slice(start, end)) ranks[at] = (start + end + 1) / 2;
    if (end - start > 1) ties.push(end - start);
    start = end;
  }
  return { ranks, ties };
}
