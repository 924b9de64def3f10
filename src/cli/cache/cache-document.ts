import { z } from 'zod';
import { OK_OUTCOME } from '../ok-outcome.js';
import { CACHE_KIND_NAMES } from './cache-kinds.js';

const outcome = {
  ...OK_OUTCOME,
  directory: z.string(),
};
const kind = z.enum(CACHE_KIND_NAMES);

/** What `mls cache --json` prints. */
export const cacheDocument = z.strictObject({
  ...outcome,
  bytes: z.int(),
  kinds: z.array(
    z.strictObject({
      kind,
      entries: z.int(),
      bytes: z.int(),
      /** In UTC; null where nothing is kept. */
      usedAt: z.string().nullable(),
      /** How it comes back once it is deleted. */
      again: z.string(),
    }),
  ),
});

/** What `mls cache clean --json` prints. */
export const cacheCleanDocument = z.strictObject({
  ...outcome,
  dryRun: z.boolean(),
  bytes: z.int(),
  deleted: z.array(z.strictObject({ kind, name: z.string(), bytes: z.int(), usedAt: z.string() })),
});
