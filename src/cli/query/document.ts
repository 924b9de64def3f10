import { z } from 'zod';

/** What `mls query --json` prints. */
export const queryDocument = z.strictObject({
  schemaVersion: z.literal(1),
  /** Whether journals were left out that could not be read. */
  partial: z.boolean(),
  exitCode: z.literal(0),
  verdict: z.literal('ok'),
  /** Runs that were asked. */
  runs: z.int(),
  columns: z.array(z.string()),
  /** By the names of the columns. */
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});
