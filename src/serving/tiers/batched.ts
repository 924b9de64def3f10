import { adaptiveRule } from '../batching/adaptive-rule.js';
import { timeoutRule } from '../batching/closing-rule.js';
import { type OpenPipelineTools, openPipeline } from '../pipeline/open-pipeline.js';
import type { RunningTier, TierSpec } from '../tier.js';
import { queuedTier } from './queued-tier.js';

/** A bounded queue, answered batch by batch. */
export async function startBatched(spec: TierSpec, tools?: OpenPipelineTools): Promise<RunningTier> {
  const { maxBatch, maxWaitMs, maxQueue, close } = spec.batching;
  return queuedTier({
    spec,
    pipeline: await openPipeline(spec.pipeline, tools),
    maxBatch,
    maxQueue,
    rule: close === 'adaptive' ? adaptiveRule(maxWaitMs) : timeoutRule(maxWaitMs),
  });
}
