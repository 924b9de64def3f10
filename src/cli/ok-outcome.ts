import { z } from 'zod';

/** What the document begins with of a command that either does all of its work or fails. */
export const OK_OUTCOME = {
  schemaVersion: z.literal(1),
  partial: z.literal(false),
  exitCode: z.literal(0),
  verdict: z.literal('ok'),
};
