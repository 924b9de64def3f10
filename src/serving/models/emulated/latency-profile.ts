import type { EmulatedProfile } from '../../tier.js';

/**
 * Fitted to the load tests published for the service: one after another it held 13 requests a second, 77 ms each; in
 * batches of 10 it held 30, so 333 ms for a batch; three instances of that, on one GPU, held 52 and not 90, so that each
 * further one makes the others' batches take 0.37 times longer. That also fits what it did below: 35 % longer for two
 * instances at 30 requests a second, 69 % for three at 40.
 */
export const PUBLISHED_PROFILE: EmulatedProfile = {
  baseMs: 48.5,
  perRequestMs: 28.5,
  jitter: 0.05,
  contention: 0.37,
};

/** Milliseconds that a batch takes before it is varied, while so many instances serve. */
export function profileMs(profile: EmulatedProfile, batch: number, instances = 1): number {
  return aloneMs(profile, batch) * (1 + (profile.contention ?? 0) * (instances - 1));
}

function aloneMs(profile: EmulatedProfile, batch: number): number {
  if (!('tableMs' in profile)) return profile.baseMs + profile.perRequestMs * batch;
  const { tableMs } = profile;
  const within = tableMs[batch - 1];
  if (within !== undefined) return within;
  const last = tableMs.at(-1) ?? 0;
  const step = last - (tableMs.at(-2) ?? 0);
  return last + step * (batch - tableMs.length);
}
