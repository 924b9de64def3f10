import { z } from 'zod';

const outcome = {
  schemaVersion: z.literal(1),
  partial: z.boolean(),
  exitCode: z.int(),
  verdict: z.literal('ok'),
};

const listedRun = z.strictObject({
  runId: z.string(),
  /** Null where the journal's first line is damaged; so are the others that can be. */
  suite: z.string().nullable(),
  /** In UTC. */
  startedAt: z.string().nullable(),
  host: z.string().nullable(),
  commit: z.string().nullable(),
  cells: z.int().nullable(),
  finishedCells: z.int().nullable(),
  /** Null while it runs, or of a run that was killed. */
  verdict: z.string().nullable(),
  bytes: z.int(),
  damage: z.string().nullable(),
});

/** What `mls runs --json` prints. */
export const runsDocument = z.strictObject({ ...outcome, directory: z.string(), runs: z.array(listedRun) });

/** What `mls runs delete --json` prints. */
export const runsDeleteDocument = z.strictObject({
  ...outcome,
  deleted: z.array(z.string()),
  bytes: z.int(),
});

/** What `mls runs export --json` prints. */
export const runsExportDocument = z.strictObject({
  ...outcome,
  runId: z.string(),
  file: z.string(),
  bytes: z.int(),
});
