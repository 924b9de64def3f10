import { UsageError } from '../../errors.js';
import { fingerprint } from '../../harness/fingerprint.js';
import { type Baseline, findBaseline, listBaselines } from '../../results/baselines.js';
import { hostKey } from '../../results/host-key.js';
import type { OpenedRun } from '../../results/open-run.js';

export interface BaselineChoice {
  readonly name: string;
  /** Folder that holds the baselines. */
  readonly folder: string;
  readonly suite?: string | undefined;
  /** The run that is held against it; absent where it is yet to be measured, on this host. */
  readonly head?: OpenedRun | undefined;
}

/** The baseline that is meant: of the run's suite and host, else of the only suite that this host has. @throws UsageError */
export async function chosenBaseline({ name, folder, suite, head }: BaselineChoice): Promise<Baseline> {
  const host = head?.run.started.fingerprint ?? (await fingerprint());
  const wanted = head?.run.started.suite ?? suite ?? (await onlySuite(name, folder, hostKey(host)));
  if (suite !== undefined && suite !== wanted) {
    throw new UsageError(`expected --run to be a run of ${suite}; got one of ${wanted}`);
  }
  return findBaseline(folder, name, wanted, host);
}

async function onlySuite(name: string, folder: string, key: string): Promise<string> {
  const own = (await listBaselines(folder)).filter(
    ({ name: kept, journal }) => kept === name && hostKey(journal.started.fingerprint) === key,
  );
  const suites = [...new Set(own.map(({ journal }) => journal.started.suite))];
  const [only, ...others] = suites;
  if (only !== undefined && others.length > 0) {
    throw new UsageError(`expected --suite with "${name}", which is kept of ${suites.join(' and ')}`);
  }
  // Of none at all, the search by name says what there is.
  return only ?? 'knn';
}
