import { type BackendName, loadBackend } from '../../backends/registry.js';
import type { SuiteName } from '../../suites/registry.js';
import { gridArguments } from '../grid-arguments.js';

/** What this project itself wrote: a commit cannot change the engines of others but through the lock file. */
const OWN_BACKENDS: readonly BackendName[] = ['ts', 'wasm', 'native'];

/** A small question or two of each suite, which a round answers in some milliseconds. */
const GRIDS: Readonly<Record<SuiteName, Parameters<typeof gridArguments>[0]>> = {
  knn: { dataset: 'gaussian', n: 4000, d: 128, queries: 20, k: 10, metric: 'l2' },
  distance: { metric: 'l2', d: 1024, pairs: 100 },
  kmeans: { dataset: 'clustered', n: 4000, d: 32, k: 10, 'max-iter': 10 },
  ann: { dataset: 'clustered', n: 8000, d: 64, queries: 50, k: 10, index: 'ivf', nprobe: [2, 8] },
};

/**
 * The flags of a benchmark that is gated within minutes, on those of the project's own backends that run here.
 * @param given flags that the user typed, which take the place of these
 */
export async function quickArguments(suite: SuiteName, given: readonly string[] = []): Promise<string[]> {
  const backend: string[] = [];
  for (const name of OWN_BACKENDS) {
    const { state } = await (await loadBackend(name)).probe();
    if (state === 'available') backend.push(name);
  }
  // A second thread waits for whatever else runs on the host, and a kernel that is slower is so on one.
  const grid = { ...GRIDS[suite], backend, threads: 1 };
  const isGiven = (flag: string) =>
    given.some((word) => word === `--${flag}` || word.startsWith(`--${flag}=`));
  const kept = Object.entries(grid).filter(([flag]) => !isGiven(flag));
  return [...gridArguments(Object.fromEntries(kept)), ...given];
}
