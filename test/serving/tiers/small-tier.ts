import type { BatchingSpec, PipelineSpec, TierName, TierSpec } from '../../../src/serving/tier.js';

/** An emulated tier over three passages that takes a few milliseconds. */
export function smallTier(
  tier: TierName,
  batching: Partial<BatchingSpec> = {},
  pipeline: Partial<PipelineSpec> = {},
): TierSpec {
  return {
    tier,
    pipeline: {
      model: 'emulated',
      corpus: 'animals',
      emulated: { baseMs: 5, perRequestMs: 1, jitter: 0 },
      threads: 1,
      maxTokens: 8,
      ...pipeline,
    },
    batching: { maxBatch: 4, maxWaitMs: 20, maxQueue: 50, close: 'timeout', ...batching },
    host: '127.0.0.1',
    port: 0,
  };
}
