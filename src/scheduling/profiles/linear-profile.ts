import type { LatencyProfile } from '../policy.js';

/** `perRequestMs * b + baseMs`: alpha and beta of the literature. */
export function linearProfile(perRequestMs: number, baseMs: number, maxBatch: number): LatencyProfile {
  return { maxBatch, ms: (batch) => perRequestMs * batch + baseMs };
}
