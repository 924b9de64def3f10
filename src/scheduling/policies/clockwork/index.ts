import type { Policy } from '../../policy.js';
import { ClockworkController } from './controller.js';
import { CLOCKWORK_DEFAULTS, type ClockworkOptions } from './options.js';

/**
 * A central controller that knows how long everything takes. It loads weights only of models that have some. The windows
 * in which its workers refuse to begin are left to the deadline: what they would refuse is late here.
 * `variant` stands behind "clockwork-"; none for Clockwork as published.
 */
export function clockwork(options: Partial<ClockworkOptions> = {}, variant?: string): Policy {
  return {
    name: variant === undefined ? 'clockwork' : `clockwork-${variant}`,
    source: 'Clockwork, OSDI 2020, and its released controller',
    needs: ['pages'],
    workConserving: false,
    start: (setup) => new ClockworkController(setup, { ...CLOCKWORK_DEFAULTS, ...options }),
  };
}

/**
 * Without what it keeps for a network and a host that a simulation does not have, and with the 5 ms in advance of its
 * experiments with small latency targets: what its order of batches and their sizes are worth by themselves.
 */
export const clockworkUnbuffered: Policy = clockwork(
  { aheadMs: 5, sloBufferMs: 0, mostBatchMs: Number.POSITIVE_INFINITY },
  'unbuffered',
);
