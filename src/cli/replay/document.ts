import { z } from 'zod';

/** What `mls replay --json` prints. */
export const replayDocument = z.strictObject({
  schemaVersion: z.literal(1),
  partial: z.boolean(),
  exitCode: z.int(),
  verdict: z.enum(['ok', 'interrupted']),
  runId: z.string(),
  events: z.int(),
});
