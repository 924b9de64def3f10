import { z } from 'zod';
import type { Baseline } from '../results/baselines.js';
import { hostKey } from '../results/host-key.js';
import { OK_OUTCOME } from './ok-outcome.js';

const keptBaseline = z.strictObject({
  name: z.string(),
  suite: z.string(),
  runId: z.string(),
  host: z.string(),
  /** Stands for the machine and its system. */
  hostKey: z.string(),
  commit: z.string().nullable(),
  cells: z.int(),
  path: z.string(),
});

/** The document of every `mls baseline` command: those that were saved, listed or deleted. */
export const baselineDocument = z.strictObject({
  ...OK_OUTCOME,
  baselines: z.array(keptBaseline),
});

export type BaselineDocument = z.infer<typeof baselineDocument>;

export function baselineDocumentOf(baselines: readonly Baseline[]): BaselineDocument {
  return {
    schemaVersion: 1,
    partial: false,
    exitCode: 0,
    verdict: 'ok',
    baselines: baselines.map(({ name, path, journal: { started } }) => ({
      name,
      suite: started.suite,
      runId: started.runId,
      host: started.fingerprint.host.name,
      hostKey: hostKey(started.fingerprint),
      commit: started.fingerprint.code.commit,
      cells: started.cells.length,
      path,
    })),
  };
}
