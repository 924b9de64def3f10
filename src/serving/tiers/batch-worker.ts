import { BatchLane } from '../batching/batch-lane.js';
import { systemClock } from '../batching/clock.js';
import type { BatchQuestion } from '../http/batch-route.js';
import { tierMetrics } from '../http/tier-metrics.js';
import { type OpenPipelineTools, openPipeline } from '../pipeline/open-pipeline.js';
import type { RagAnswer, RunningTier, TierSpec } from '../tier.js';
import { servePipeline } from './serve-pipeline.js';

/** Answers the batches that a scheduler makes, each exactly as it is, one after another. */
export async function startBatchWorker(spec: TierSpec, tools?: OpenPipelineTools): Promise<RunningTier> {
  const pipeline = await openPipeline(spec.pipeline, tools);
  const lane = new BatchLane(systemClock.nowMs, (questions: readonly BatchQuestion[], signal) => {
    metrics.batch(questions.length);
    return pipeline.answer(questions, signal);
  });
  const metrics = tierMetrics({ tier: spec.tier, model: pipeline.model, queueDepth: () => lane.depth });
  const { model } = pipeline;
  const answerBatch = async (questions: readonly BatchQuestion[], signal: AbortSignal) => {
    const { answer, queueMs } = await lane.run(questions, signal);
    const { answers, times } = answer;
    return answers.map((one, i): RagAnswer => {
      const { query = '', waitedMs = 0 } = questions[i] ?? {};
      const timings = { queueMs: waitedMs + queueMs, ...times, batch: questions.length };
      return { model, query, ...one, timings };
    });
  };
  return servePipeline(spec, pipeline, {
    metrics,
    async answer(body, signal) {
      const [answer] = await answerBatch([{ ...body, waitedMs: 0 }], signal);
      if (answer === undefined) throw new Error('expected an answer to one question; got none');
      return answer;
    },
    answerBatch,
    onDrain() {},
    idle: () => lane.idle(),
  });
}
