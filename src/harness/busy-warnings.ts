import type { RunEvent } from '../results/events.js';
import type { Fingerprint } from '../results/fingerprint.js';

const BUSY_SHARE = 0.5;

/** What a user is told before a host is measured that does something else as well. */
export function busyWarnings({ host, loadAverage }: Fingerprint): RunEvent[] {
  if (loadAverage < host.cores * BUSY_SHARE) return [];
  const load = loadAverage.toFixed(1);
  return [
    { type: 'warning', message: `the host is busy: load ${load} on ${host.cores} cores; expect noise` },
  ];
}
