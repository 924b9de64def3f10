import type { LatencyProfile } from '../../policy.js';

export interface TargetBatchQuestion {
  readonly latency: LatencyProfile;
  /** From the decision to the end of the batch, but for what each request's data takes. */
  readonly budgetMs: number;
  readonly dataMsPerRequest: number;
  readonly perMs: number;
}

/**
 * The batch that staggered GPUs reach at a load, at least 1: the largest whose work and wait for the next of the n GPUs
 * that the load needs, `l(b)(1 + 1/n)`, fit the budget. A load that one GPU holds waits for its requests instead:
 * `l(b) + b/R`, as Nexus (SOSP 2019) chooses the batch of what is left. Source: Symphony, arXiv 2308.07470, and its estimator.
 */
export function targetBatch({ latency, budgetMs, dataMsPerRequest, perMs }: TargetBatchQuestion): number {
  for (let batch = 1; batch <= latency.maxBatch; batch++) {
    const workMs = latency.ms(batch);
    const gpus = (perMs * workMs) / batch;
    if (workMs * (1 + 1 / Math.max(gpus, 1)) > budgetMs - dataMsPerRequest * batch)
      return Math.max(1, batch - 1);
    if (gpus <= 1) return oneGpusBatch({ latency, budgetMs, dataMsPerRequest, perMs });
  }
  return latency.maxBatch;
}

function oneGpusBatch({ latency, budgetMs, dataMsPerRequest, perMs }: TargetBatchQuestion): number {
  for (let batch = 2; batch <= latency.maxBatch; batch++) {
    if (latency.ms(batch) + batch / perMs + dataMsPerRequest * batch > budgetMs) return batch - 1;
  }
  return latency.maxBatch;
}
