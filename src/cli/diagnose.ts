import { availableParallelism } from 'node:os';
import { type Disturbance, disturbances } from '../harness/disturbances.js';
import { fingerprint } from '../harness/fingerprint.js';
import { parsePositiveIntegers } from '../parse/quantities.js';
import type { Ceiling } from '../results/ceilings.js';
import type { Fingerprint } from '../results/fingerprint.js';
import { renewCeilings } from './host-ceilings.js';

export interface Diagnosis {
  readonly host: Fingerprint;
  readonly ceilings: readonly Ceiling[];
  readonly disturbances: readonly Disturbance[];
}

/**
 * `mls doctor`: measures the ceilings of this host and keeps them.
 * @throws UsageError for threads that are no positive integers
 */
export async function diagnose(
  { threads }: { readonly threads?: string | undefined },
  { json }: { readonly json: boolean },
): Promise<Diagnosis> {
  const counts =
    threads === undefined ? [1, availableParallelism()] : parsePositiveIntegers('--threads', threads);
  const host = await fingerprint();
  const ceilings = await renewCeilings(host, [...new Set(counts)], { json });
  return { host, ceilings, disturbances: await disturbances(host) };
}
