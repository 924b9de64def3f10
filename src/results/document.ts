import { z } from 'zod';
import type { RecordedRun } from './recorded-run.js';
import { comparedRows } from './recorded-run.js';
import { CHECKS, STATUSES } from './status.js';
import { type RunVerdict, VERDICTS } from './verdict.js';

const environment = z.strictObject({
  host: z.strictObject({
    name: z.string(),
    cpu: z.string(),
    cores: z.int(),
    memoryBytes: z.int(),
    os: z.string(),
    arch: z.string(),
  }),
  versions: z.record(z.string(), z.string()),
  code: z.strictObject({ mls: z.string(), commit: z.string().nullable() }),
  loadAverage: z.number(),
});

/** Columns that the rows of every suite have. */
const anyRow = z.looseObject({ suite: z.string(), status: z.enum(STATUSES), check: z.enum(CHECKS) });

/** The one document that a run prints under `--json`, for rows of a given suite. */
export function documentSchema<R extends z.ZodType>(row: R) {
  return z.strictObject({
    schemaVersion: z.literal(1),
    runId: z.string(),
    /** Whether some cells were interrupted. */
    partial: z.boolean(),
    exitCode: z.int(),
    verdict: z.enum(VERDICTS),
    environment,
    rows: z.array(row),
  });
}

export const anyDocument = documentSchema(anyRow);
export type RunDocument = z.infer<typeof anyDocument>;

export function documentOf(run: RecordedRun, { verdict, exitCode, partial }: RunVerdict): RunDocument {
  const { runId, fingerprint } = run.started;
  return anyDocument.parse({
    schemaVersion: 1,
    runId,
    partial,
    exitCode,
    verdict,
    environment: fingerprint,
    rows: comparedRows(run),
  });
}
