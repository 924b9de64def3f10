import type { LatencyProfile } from '../policy.js';

/** Models that are one model up to a layer, and differ behind it. */
export interface PrefixGroup {
  /** Of what they share. */
  readonly prefix: LatencyProfile;
  /** Of each model, what is its own. */
  readonly suffixes: readonly LatencyProfile[];
}

/**
 * One batch of requests for all of them: the prefix once for all, then each suffix for its own (Nexus, SOSP 2019,
 * section 6.3). Milliseconds, for so many requests of each model.
 */
export function prefixBatchMs({ prefix, suffixes }: PrefixGroup, requests: readonly number[]): number {
  const all = requests.reduce((sum, count) => sum + count, 0);
  const own = suffixes.reduce((sum, suffix, i) => sum + msOf(suffix, requests[i] ?? 0), 0);
  return msOf(prefix, all) + own;
}

/**
 * The group as one model, for planning. A batch is spread over the models as evenly as it goes, so that as many suffixes
 * as can be are begun: of suffixes with equal lines, no other spread takes longer.
 */
export function prefixProfile(group: PrefixGroup): LatencyProfile {
  const { prefix, suffixes } = group;
  const models = suffixes.length;
  const maxBatch = Math.min(prefix.maxBatch, ...suffixes.map((suffix) => suffix.maxBatch));
  const evenly = (batch: number) =>
    suffixes.map((_, i) => Math.floor(batch / models) + (i < batch % models ? 1 : 0));
  return { maxBatch, ms: (batch) => prefixBatchMs(group, evenly(batch)) };
}

/** Of all of them on one GPU: the shared weights once. */
export function prefixMemoryBytes(prefixBytes: number, suffixBytes: number, models: number): number {
  return prefixBytes + models * suffixBytes;
}

function msOf(latency: LatencyProfile, requests: number): number {
  return requests === 0 ? 0 : latency.ms(requests);
}
