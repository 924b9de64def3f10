import { readFile } from 'node:fs/promises';
import os from 'node:os';
import type { Fingerprint } from '../results/fingerprint.js';

/** Something about the host that makes figures noisy or low. */
export interface Disturbance {
  readonly what: string;
  readonly remedy: string;
}

const GOVERNOR = '/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor';
const BUSY_SHARE = 0.5;
const LEAST_FREE_BYTES = 2 ** 30;

/** What on this host stands in the way of steady figures, as far as it can be read. */
export async function disturbances({ host, loadAverage }: Fingerprint): Promise<Disturbance[]> {
  const found: Disturbance[] = [];
  if (loadAverage > BUSY_SHARE * host.cores) {
    found.push({
      what: `the host is busy: load ${loadAverage.toFixed(1)} on ${host.cores} cores`,
      remedy: 'Close what you can, or wait.',
    });
  }
  const governor = (await readFile(GOVERNOR, 'utf8').catch(() => undefined))?.trim();
  if (governor !== undefined && governor !== 'performance') {
    found.push({
      what: `the CPU's frequency governor is ${governor}`,
      remedy: 'sudo cpupower frequency-set -g performance keeps the clock up.',
    });
  }
  if (os.freemem() < LEAST_FREE_BYTES) {
    found.push({
      what: `only ${Math.round(os.freemem() / 2 ** 20)} MiB of memory are free`,
      remedy: 'Use --memory to stream, or free some: a host that swaps measures its disk.',
    });
  }
  if (os.cpus().length > host.cores) {
    found.push({
      what: `this process may use ${host.cores} of ${os.cpus().length} CPUs`,
      remedy: 'Others may use them too: pin what runs beside it elsewhere.',
    });
  }
  return found;
}
