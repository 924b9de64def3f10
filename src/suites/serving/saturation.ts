import type { ServingRow } from './row.js';

/** A tier that answers less than this share of what it is sent has reached what it can. */
const ANSWERED_SHARE = 0.9;

/**
 * Whether a higher rate would only make the queue grow faster: the SLO is missed, and answers stay behind requests. That
 * also holds where the generator was late: some milliseconds of slip do not make a queue.
 */
export function isSaturated({ sloHolds, throughputRps, offeredRps, status }: ServingRow): boolean {
  if (status === 'failed') return true;
  if ((status !== 'ok' && status !== 'invalid') || sloHolds !== 'no' || offeredRps === null) return false;
  return (throughputRps ?? 0) < ANSWERED_SHARE * offeredRps;
}
