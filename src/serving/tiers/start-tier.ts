import type { BalancedOptions } from '../balanced/index.js';
import { delayRule } from '../balanced/options.js';
import { type OpenPipelineTools, openPipeline } from '../pipeline/open-pipeline.js';
import type { BalancedSpec, RunningTier, TierSpec } from '../tier.js';

export interface StartTierTools extends OpenPipelineTools {
  /** Lines for people: what a tier decided by itself. */
  readonly log?: (line: string) => void;
}

/**
 * Starts a tier; all but `balanced` run in this process.
 * @throws UsageError; UnavailableError and DataError of its pipeline; Error when the port cannot be had
 */
export async function startTier(spec: TierSpec, tools?: StartTierTools): Promise<RunningTier> {
  switch (spec.tier) {
    case 'baseline':
      return (await import('./baseline.js')).startBaseline(spec, tools);
    case 'batched':
      if (spec.takesBatches) return (await import('./batch-worker.js')).startBatchWorker(spec, tools);
      return (await import('./batched.js')).startBatched(spec, tools);
    case 'null':
      return (await import('./null.js')).startNull(spec);
    case 'balanced':
      return startBalanced(spec, tools);
  }
}

/** What workers would fetch and embed, each for itself and unseen, is fetched and embedded once before. */
async function startBalanced(spec: TierSpec, tools?: StartTierTools): Promise<RunningTier> {
  await (await openPipeline(spec.pipeline, tools)).close();
  const { startBalanced: start } = await import('../balanced/index.js');
  const { USUAL_OPTIONS } = await import('../balanced/options.js');
  const options: Partial<BalancedOptions> = {
    ...(spec.balanced && (await optionsOf(spec, spec.balanced, tools?.log ?? (() => {})))),
    ...(spec.requestTimeoutMs !== undefined && { requestTimeoutMs: spec.requestTimeoutMs }),
    signal: tools?.signal,
  };
  // More threads than cores would only take turns.
  const instances = options.maxInstances ?? USUAL_OPTIONS.maxInstances;
  const threads = Math.max(1, Math.floor(spec.pipeline.threads / instances));
  return start({ ...spec, pipeline: { ...spec.pipeline, threads } }, options);
}

async function optionsOf(
  { batching, pipeline }: TierSpec,
  balanced: BalancedSpec,
  log: (line: string) => void,
): Promise<Partial<BalancedOptions>> {
  const { policy, minInstances, maxInstances, warmInstances, autoscale, sloMs } = balanced;
  if (typeof policy !== 'string') {
    const { openLivePolicy } = await import('../balanced/scheduled/live-policies.js');
    const { PUBLISHED_PROFILE } = await import('../models/emulated/latency-profile.js');
    if (autoscale !== 'none') log(`${policy.scheduling} plans for the workers there are: no autoscaling`);
    const emulated = pipeline.model === 'emulated' ? (pipeline.emulated ?? PUBLISHED_PROFILE) : undefined;
    return {
      ...{ minInstances, maxInstances: minInstances, warmInstances },
      schedule: { policy: openLivePolicy(policy.scheduling), sloMs, emulated, log },
      autoscale: { by: 'none' },
    };
  }
  const common = { policy, minInstances, maxInstances, warmInstances };
  switch (autoscale) {
    // The thresholds of the published autoscaler are the usual ones.
    case 'rps':
      return common;
    case 'delay':
      return { ...common, autoscale: delayRule(sloMs, batching.maxBatch) };
    case 'none':
      return { ...common, autoscale: { by: 'none' } };
  }
}
