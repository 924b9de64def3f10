import { systemClock } from '../batching/clock.js';
import { type RagServerOptions, serveRag } from '../http/rag-server.js';
import type { Pipeline } from '../pipeline/pipeline.js';
import type { RunningTier, TierSpec } from '../tier.js';
import { REQUEST_TIMEOUT_MS } from './request-timeout.js';

/** How a tier has its requests answered. */
export interface PipelineService
  extends Pick<RagServerOptions, 'metrics' | 'answer' | 'answerBatch' | 'onDrain'> {
  /** When nothing runs any more: killed while a batch ran, the pipeline is not to lose its engine under it. */
  idle(): Promise<unknown>;
}

/** Serves a pipeline over HTTP. It owns the pipeline and closes it in the end. @throws when the port cannot be had */
export function servePipeline(
  spec: TierSpec,
  pipeline: Pipeline,
  { idle, ...service }: PipelineService,
): Promise<RunningTier> {
  const { model, embedder, retriever, generator, passages } = pipeline;
  return serveRag({
    host: spec.host,
    port: spec.port,
    requestTimeoutMs: spec.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
    clock: systemClock,
    description: { tier: spec.tier, model, embedder, retriever, generator, passages },
    ...service,
    async close() {
      await idle();
      await pipeline.close();
    },
  }).catch(async (error: unknown) => {
    await pipeline.close();
    throw error;
  });
}
