import { z } from 'zod';
import type { Delays, LatencyProfile, Setup } from './policy.js';

const delays = z.strictObject({
  controlMs: z.number(),
  dataMsPerRequest: z.number(),
  responseMs: z.number(),
});

/**
 * What is known of real workers, as JSON: a live driver plans with it, and a simulation of the same load begins with it.
 * Latencies are milliseconds of batches of 1, 2, ... requests.
 */
export const liveSetup = z.strictObject({
  policy: z.string(),
  model: z.string(),
  gpus: z.int().positive(),
  sloMs: z.number().positive(),
  /** Requests that may wait for a decision; one more is refused. */
  mostWaiting: z.int().positive(),
  /** What the policy is told: as long as it takes at most. */
  planned: z.strictObject({
    latencyMs: z.array(z.number().positive()).min(1),
    delays,
    /** How late a timer may be, of which the delays make up for one. */
    timerMs: z.number(),
  }),
  /** What it usually takes, and the share by which a batch takes longer or shorter than that. */
  measured: z.strictObject({ latencyMs: z.array(z.number().positive()).min(1), jitter: z.number(), delays }),
});
export type LiveSetup = z.infer<typeof liveSetup>;

/** What a policy that drives these workers knows before anything happens. */
export function plannedSetup({ model, gpus, sloMs, planned }: LiveSetup): Setup {
  return setupOf({ model, gpus, sloMs }, planned.latencyMs, planned.delays);
}

/** The same workers as they are. */
export function measuredSetup({ model, gpus, sloMs, measured }: LiveSetup): Setup {
  return setupOf({ model, gpus, sloMs }, measured.latencyMs, measured.delays);
}

function setupOf(
  { model, gpus, sloMs }: Pick<LiveSetup, 'model' | 'gpus' | 'sloMs'>,
  latencyMs: readonly number[],
  delays: Delays,
): Setup {
  return { models: [{ name: model, sloMs, latency: latencyOf(latencyMs) }], gpus, delays };
}

function latencyOf(latencyMs: readonly number[]): LatencyProfile {
  return {
    maxBatch: latencyMs.length,
    ms: (batch) => latencyMs[batch - 1] ?? Number.POSITIVE_INFINITY,
  };
}
