import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { BACKEND_NAMES, type BackendName, loadBackend } from '../../backends/registry.js';
import { builtEntry } from '../../backends/shared/built-entry.js';
import type { Ceiling } from '../../results/ceilings.js';

export interface MeasureOptions {
  readonly threads: readonly number[];
  readonly signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

/** A measurement that takes longer hangs. */
const TIMEOUT_MS = 30_000;

/**
 * Measures what this host's CPU, and every device that a backend has loops for, can do at best: one process for each
 * backend and number of threads, so that none disturbs another. Of the CPU's ceilings for the same threads the greater
 * counts. A backend that cannot run, or fails, adds nothing.
 */
export async function measureCeilings({
  threads,
  signal,
  onProgress,
}: MeasureOptions): Promise<readonly Ceiling[]> {
  const jobs: { readonly name: BackendName; readonly threads: number }[] = [];
  for (const name of BACKEND_NAMES) {
    const { ceilings, probe } = await loadBackend(name);
    if (ceilings === undefined || (await probe()).state === 'unavailable') continue;
    const counts = ceilings === 'device' ? [1] : threads;
    jobs.push(...counts.map((count) => ({ name, threads: count })));
  }
  const found: Ceiling[] = [];
  for (const [done, job] of jobs.entries()) {
    onProgress?.(done, jobs.length);
    const ceiling = await measureOne(job.name, job.threads, signal);
    if (ceiling !== undefined) found.push(ceiling);
  }
  return greatest(found);
}

/** Of all ceilings of one device and number of threads the greatest rates, since a loop can only fall short of them. */
export function greatest(ceilings: readonly Ceiling[]): Ceiling[] {
  const best = new Map<string, Ceiling>();
  for (const ceiling of ceilings) {
    const key = JSON.stringify([ceiling.device, ceiling.threads]);
    const other = best.get(key);
    if (other === undefined) best.set(key, ceiling);
    else {
      best.set(key, {
        ...(ceiling.fp32Gflops > other.fp32Gflops ? ceiling : other),
        readGbps: Math.max(ceiling.readGbps, other.readGbps),
        int8Gops: Math.max(ceiling.int8Gops ?? 0, other.int8Gops ?? 0) || undefined,
      });
    }
  }
  return [...best.values()];
}

function measureOne(name: BackendName, threads: number, signal?: AbortSignal): Promise<Ceiling | undefined> {
  const entry = fileURLToPath(builtEntry(import.meta.url, './ceilings-main.js'));
  const child = fork(entry, [name, String(threads)], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
    ...(signal !== undefined && { signal }),
  });
  return new Promise((resolve) => {
    let ceiling: Ceiling | undefined;
    child.on('message', (message: Ceiling) => {
      ceiling = message;
    });
    child.on('error', () => resolve(ceiling));
    child.on('close', () => resolve(ceiling));
  });
}
