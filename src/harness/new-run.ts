import type { Fingerprint } from '../results/fingerprint.js';
import { makeRunDirectory, newRunId } from '../results/run-directory.js';
import { fingerprint } from './fingerprint.js';

export interface NewRun {
  readonly runId: string;
  readonly directory: string;
  readonly host: Fingerprint;
}

/**
 * The folder of a run that begins now, for one that is not made of cells in processes of their own.
 * @throws DataError when it cannot be written or the disk is full
 */
export async function newRun(runs: string, suite: string): Promise<NewRun> {
  const host = await fingerprint();
  const runId = newRunId(suite, new Date());
  return { runId, directory: await makeRunDirectory(runs, runId), host };
}
