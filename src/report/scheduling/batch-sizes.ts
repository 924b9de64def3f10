import type { Row } from '../../results/columns.js';

export interface BatchSizeCount {
  readonly size: number;
  readonly batches: number;
}

/** How many batches of each size a row had, from the smallest that came to the largest; none where the row does not say. */
export function batchSizesOf(row: Row): BatchSizeCount[] {
  const counts = row.batchSizes;
  if (!Array.isArray(counts)) return [];
  const first = counts.findIndex((count: number) => count > 0);
  const last = counts.findLastIndex((count: number) => count > 0);
  if (first < 0) return [];
  return counts
    .slice(first, last + 1)
    .map((batches: number, at: number) => ({ size: first + at + 1, batches }));
}
