import { BatchQueue } from '../batching/batch-queue.js';
import { systemClock } from '../batching/clock.js';
import type { ClosingRule } from '../batching/closing-rule.js';
import type { RagBody } from '../http/rag-schema.js';
import { tierMetrics } from '../http/tier-metrics.js';
import type { Pipeline, PipelineAnswer, StageTimes } from '../pipeline/pipeline.js';
import type { RunningTier, TierSpec } from '../tier.js';
import { servePipeline } from './serve-pipeline.js';

export interface QueuedTierOptions {
  readonly spec: TierSpec;
  readonly pipeline: Pipeline;
  readonly maxBatch: number;
  readonly maxQueue: number;
  readonly rule: ClosingRule;
}

/** Serves a pipeline through a queue. It owns the pipeline and closes it in the end. */
export async function queuedTier(options: QueuedTierOptions): Promise<RunningTier> {
  const { spec, pipeline, maxBatch, maxQueue, rule } = options;
  const queue = new BatchQueue<RagBody, { readonly answer: PipelineAnswer; readonly times: StageTimes }>({
    maxBatch,
    maxQueue,
    rule,
    clock: systemClock,
    async run(questions, signal) {
      metrics.batch(questions.length);
      const { answers, times } = await pipeline.answer(questions, signal);
      return answers.map((answer) => ({ answer, times }));
    },
  });
  const metrics = tierMetrics({
    tier: spec.tier,
    model: pipeline.model,
    queueDepth: () => queue.depth,
  });
  return servePipeline(spec, pipeline, {
    metrics,
    async answer(body, signal) {
      const { answer, queueMs, batch } = await queue.submit(body, signal);
      const { result, passages } = answer.answer;
      const timings = { queueMs, ...answer.times, batch };
      return { query: body.query, result, passages, model: pipeline.model, timings };
    },
    onDrain: () => queue.hurry(),
    idle: () => queue.idle(),
  });
}
