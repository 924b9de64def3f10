import { type Coordination, largestBatch, worstWait } from '../batching-equations.js';
import type { Setup } from '../policy.js';

/**
 * The largest batch of a model that can be promised: the worst wait and the batch itself fit the target, less the way
 * there and back. At least 1, so that what cannot be promised is tried.
 */
export function promisedBatch(setup: Setup, model: number, coordination: Coordination, gpus: number): number {
  const { controlMs, dataMsPerRequest, responseMs } = setup.delays;
  const { latency, sloMs } = setup.models[model] ?? {};
  if (latency === undefined || sloMs === undefined) return 1;
  const wait = worstWait(coordination, gpus);
  // Data goes to a GPU before the batch begins; counted as work it is on the safe side.
  const withData = {
    maxBatch: latency.maxBatch,
    ms: (batch: number) => latency.ms(batch) + dataMsPerRequest * batch,
  };
  return Math.max(1, largestBatch(withData, sloMs - controlMs - responseMs, wait));
}
