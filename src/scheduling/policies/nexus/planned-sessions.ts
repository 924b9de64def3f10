import { saturatedGpu } from '../../nexus/saturate.js';
import type { Session } from '../../nexus/session.js';
import type { LatencyProfile, Setup } from '../../policy.js';

/** The models as sessions to plan for, with what the way to a GPU and back takes off their targets; no rate yet. */
export function sessionsOf({ models, delays }: Setup): Session[] {
  const { controlMs, dataMsPerRequest, responseMs } = delays;
  return models.map(({ name, sloMs, latency, weights }) => ({
    ...{ name, perSecond: 0, sloMs: sloMs - controlMs - responseMs },
    latency: withData(latency, dataMsPerRequest),
    memoryBytes: weights?.bytes,
  }));
}

function withData(latency: LatencyProfile, dataMsPerRequest: number): LatencyProfile {
  if (dataMsPerRequest === 0) return latency;
  return { maxBatch: latency.maxBatch, ms: (batch) => latency.ms(batch) + dataMsPerRequest * batch };
}

/** The rates that are expected; for a model of which none is known, an equal share of what the GPUs reach with it. */
export function expectedRates({ models, gpus }: Setup, sessions: readonly Session[]): number[] {
  return models.map(({ expectedPerSecond }, model) => {
    const session = sessions[model];
    if (expectedPerSecond !== undefined) return expectedPerSecond;
    const whole = session === undefined ? undefined : saturatedGpu(session);
    return ((whole?.perSecond ?? 0) * gpus) / models.length;
  });
}
