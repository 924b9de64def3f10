import { largestBatch, throughputPerSecond, worstWait } from '../../scheduling/batching-equations.js';
import type { Model } from '../../scheduling/policy.js';

/**
 * Requests a second that GPUs taking turns answer in time by the batching equations, never idle; of several models, with
 * each in batches of its own. 0 where one cannot be answered in time at all.
 * @param shares of the requests that each model gets, adding up to 1
 */
export function batchingBound(models: readonly Model[], gpus: number, shares: ArrayLike<number>): number {
  const wait = worstWait('staggered', gpus);
  const secondsPerRequest = models.reduce((sum, { latency, sloMs }, model) => {
    const share = shares[model] ?? 0;
    return share === 0
      ? sum
      : sum + share / throughputPerSecond(latency, largestBatch(latency, sloMs, wait), gpus);
  }, 0);
  return 1 / secondsPerRequest;
}
