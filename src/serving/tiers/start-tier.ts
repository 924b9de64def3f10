import { type OpenPipelineTools, openPipeline } from '../pipeline/open-pipeline.js';
import type { RunningTier, TierSpec } from '../tier.js';

/**
 * Starts a tier; all but `balanced` run in this process.
 * @throws UsageError; UnavailableError and DataError of its pipeline; Error when the port cannot be had
 */
export async function startTier(spec: TierSpec, tools?: OpenPipelineTools): Promise<RunningTier> {
  switch (spec.tier) {
    case 'baseline':
      return (await import('./baseline.js')).startBaseline(spec, tools);
    case 'batched':
      return (await import('./batched.js')).startBatched(spec, tools);
    case 'null':
      return (await import('./null.js')).startNull(spec);
    case 'balanced':
      return startBalanced(spec, tools);
  }
}

/** What workers would fetch and embed, each for itself and unseen, is fetched and embedded once before. */
async function startBalanced(spec: TierSpec, tools?: OpenPipelineTools): Promise<RunningTier> {
  await (await openPipeline(spec.pipeline, tools)).close();
  const { startBalanced: start } = await import('../balanced/index.js');
  return start(spec, spec.requestTimeoutMs === undefined ? {} : { requestTimeoutMs: spec.requestTimeoutMs });
}
