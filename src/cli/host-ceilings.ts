import { greatest, measureCeilings } from '../harness/ceilings/measure-ceilings.js';
import { fingerprint } from '../harness/fingerprint.js';
import type { Ceiling } from '../results/ceilings.js';
import type { Fingerprint } from '../results/fingerprint.js';
import { progressLine } from '../ui/progress-line.js';
import { interruptible } from './interruptible.js';
import { keepCeilings, readCeilings } from './kept-ceilings.js';

/** Above this share of the cores what is measured says little of the host. */
const BUSY_SHARE = 0.5;

/**
 * The ceilings of this host for each of these numbers of threads: those that are kept, or measured now, which takes a
 * second or two. What was measured while the host was busy is measured again as soon as it is not.
 */
export async function hostCeilings(
  threads: readonly number[],
  { json }: { json: boolean },
): Promise<readonly Ceiling[]> {
  const host = await fingerprint();
  const isBusy = (loadAverage: number) => loadAverage > BUSY_SHARE * host.host.cores;
  const kept = await readCeilings(host);
  const isStale = kept !== undefined && isBusy(kept.loadAverage) && !isBusy(host.loadAverage);
  const missing = threads.filter(
    (count) => isStale || !kept?.ceilings.some((ceiling) => ceiling.threads === count),
  );
  if (missing.length === 0) return kept?.ceilings ?? [];
  const measured = await measureWithProgress(missing, { json });
  // A loop can only fall short: what a busy host shows does not lower what a quiet one did.
  const ceilings = greatest([...(kept?.ceilings ?? []), ...measured]);
  // A host without any engine that could measure is asked again the next time: that takes no time.
  if (ceilings.length > 0) await keepCeilings(host, ceilings);
  return ceilings;
}

/** Measures anew, and keeps what was found in the place of what was kept, other numbers of threads apart. */
export async function renewCeilings(
  host: Fingerprint,
  threads: readonly number[],
  { json }: { json: boolean },
): Promise<readonly Ceiling[]> {
  const measured = await measureWithProgress(threads, { json });
  const isSame = (a: Ceiling, b: Ceiling) => a.device === b.device && a.threads === b.threads;
  const kept = (await readCeilings(host))?.ceilings ?? [];
  const others = kept.filter((old) => !measured.some((ceiling) => isSame(old, ceiling)));
  if (measured.length > 0) await keepCeilings(host, [...others, ...measured]);
  return measured;
}

function measureWithProgress(
  threads: readonly number[],
  { json }: { json: boolean },
): Promise<readonly Ceiling[]> {
  return interruptible(async (signal) => {
    const label = "measuring this host's ceilings";
    const line = progressLine({ label, stream: process.stderr, json, format: String });
    try {
      return await measureCeilings({
        threads,
        signal,
        onProgress: (done, total) => line.update(done, total),
      });
    } finally {
      line.finish();
    }
  });
}
