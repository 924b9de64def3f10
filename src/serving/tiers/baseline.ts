import { timeoutRule } from '../batching/closing-rule.js';
import { type OpenPipelineTools, openPipeline } from '../pipeline/open-pipeline.js';
import type { RunningTier, TierSpec } from '../tier.js';
import { queuedTier } from './queued-tier.js';

/**
 * One request after another. Every connection is accepted and every request read, as a web framework does without being
 * told otherwise; then it waits for the pipeline, in the order of arrival, however many do. Nothing is refused and
 * nothing answered together: past its rate latency grows for as long as the load lasts. The published tier ran up to 40
 * requests side by side on one device, which in effect took turns: it held 13 requests a second at any offered rate.
 */
export async function startBaseline(spec: TierSpec, tools?: OpenPipelineTools): Promise<RunningTier> {
  return queuedTier({
    spec,
    pipeline: await openPipeline(spec.pipeline, tools),
    maxBatch: 1,
    maxQueue: Number.POSITIVE_INFINITY,
    rule: timeoutRule(0),
  });
}
