import type { Batch, Model, Request } from '../policy.js';
import type { Executor } from './executor.js';
import { type Jitter, jitterFactors, NO_JITTER } from './jitter.js';

/** GPUs that answer batches of one model in the time that its profile says, more or less. */
export function batchExecutor<R extends Request>(
  models: readonly Model[],
  jitter: Jitter = NO_JITTER,
): Executor<R, Batch<R>> {
  const factor = jitterFactors(jitter);
  return {
    durationMs({ model, requests }) {
      return (models[model]?.latency.ms(requests.length) ?? Number.NaN) * factor();
    },
    requestsOf: ({ requests }) => requests,
    completedBy: ({ requests }) => requests,
    refusal({ model, requests }) {
      const most = models[model]?.latency.maxBatch;
      if (most === undefined) return `expected one of ${models.length} models; got a batch of model ${model}`;
      if (requests.length === 0 || requests.length > most) {
        return `expected a batch of 1 to ${most} requests of model ${model}; got ${requests.length}`;
      }
      for (const request of requests) {
        if (request.model !== model)
          return `request ${request.id} of model ${request.model} is in a batch of ${model}`;
      }
      return undefined;
    },
  };
}
