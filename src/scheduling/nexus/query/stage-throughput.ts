import type { LatencyProfile } from '../../policy.js';

/**
 * Throughput of a GPU by budget, for a stage of a query: the best `b / l(b)` of batches that fit half of the budget, as the
 * other half may be waited for the batch before.
 * @param overheadMs taken off the budget for what is not the GPU's, such as network and preparation
 */
export function stageThroughput(latency: LatencyProfile, overheadMs = 0): (budgetMs: number) => number {
  const best = new Float64Array(latency.maxBatch + 1);
  for (let batch = 1; batch <= latency.maxBatch; batch++) {
    best[batch] = Math.max(best[batch - 1] ?? 0, (1000 * batch) / latency.ms(batch));
  }
  return (budgetMs) => {
    const workMs = (budgetMs - overheadMs) / 2;
    let low = 0;
    let high = latency.maxBatch;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (latency.ms(middle) <= workMs) low = middle;
      else high = middle - 1;
    }
    return best[low] ?? 0;
  };
}

/** From a table of budgets, each with the throughput that it allows; ascending in both. */
export function tabledThroughput(
  table: readonly (readonly [budgetMs: number, perSecond: number])[],
): (budgetMs: number) => number {
  return (budgetMs) => table.findLast(([needed]) => needed <= budgetMs)?.[1] ?? 0;
}
