import type { BalancedOptions } from '../balanced/index.js';
import { delayRule } from '../balanced/options.js';
import { type OpenPipelineTools, openPipeline } from '../pipeline/open-pipeline.js';
import type { BalancedSpec, RunningTier, TierSpec } from '../tier.js';

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
  const { USUAL_OPTIONS } = await import('../balanced/options.js');
  const options: Partial<BalancedOptions> = {
    ...(spec.balanced && optionsOf(spec.balanced, spec.batching.maxBatch)),
    ...(spec.requestTimeoutMs !== undefined && { requestTimeoutMs: spec.requestTimeoutMs }),
    signal: tools?.signal,
  };
  // More threads than cores would only take turns.
  const instances = options.maxInstances ?? USUAL_OPTIONS.maxInstances;
  const threads = Math.max(1, Math.floor(spec.pipeline.threads / instances));
  return start({ ...spec, pipeline: { ...spec.pipeline, threads } }, options);
}

function optionsOf(balanced: BalancedSpec, maxBatch: number): Partial<BalancedOptions> {
  const { policy, minInstances, maxInstances, warmInstances, autoscale, sloMs } = balanced;
  const common = { policy, minInstances, maxInstances, warmInstances };
  switch (autoscale) {
    // The thresholds of the published autoscaler are the usual ones.
    case 'rps':
      return common;
    case 'delay':
      return { ...common, autoscale: delayRule(sloMs, maxBatch) };
    case 'none':
      return { ...common, autoscale: { by: 'none' } };
  }
}
