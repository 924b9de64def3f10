import type { Model } from '../policy.js';

/**
 * Requests a second that no scheduler can exceed, however long requests may wait: each model in the batches that cost it
 * least a request, and no GPU ever idle.
 * @param shares of the requests that each model gets, adding up to 1
 */
export function throughputBound(models: readonly Model[], gpus: number, shares: ArrayLike<number>): number {
  const msPerRequest = models.reduce((sum, model, i) => sum + (shares[i] ?? 0) * leastMsPerRequest(model), 0);
  return (gpus * 1000) / msPerRequest;
}

function leastMsPerRequest({ latency }: Model): number {
  let least = Number.POSITIVE_INFINITY;
  for (let batch = 1; batch <= latency.maxBatch; batch++) least = Math.min(least, latency.ms(batch) / batch);
  return least;
}
