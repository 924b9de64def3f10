import type { EmulatedProfile } from '../../tier.js';

/**
 * Fitted to the load tests published for the service without and with batches: one after another it held 13 requests a
 * second, 77 ms each, and in batches of 10 it held 30, so 333 ms for a batch.
 */
export const PUBLISHED_PROFILE: EmulatedProfile = { baseMs: 48.5, perRequestMs: 28.5, jitter: 0.05 };

/** Milliseconds that a batch takes before it is varied. */
export function profileMs(profile: EmulatedProfile, batch: number): number {
  if (!('tableMs' in profile)) return profile.baseMs + profile.perRequestMs * batch;
  const { tableMs } = profile;
  const within = tableMs[batch - 1];
  if (within !== undefined) return within;
  const last = tableMs.at(-1) ?? 0;
  const step = last - (tableMs.at(-2) ?? 0);
  return last + step * (batch - tableMs.length);
}
