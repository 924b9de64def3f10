import { z } from 'zod';
import { loadRow } from '../../load/row.js';
import { documentSchema } from '../../results/document.js';

export const loadCapacity = z.strictObject({
  /** The highest rate that held the SLO; null where none did. */
  holdsRps: z.number().nullable(),
  /** The lowest rate above it that did not; null where none was reached. */
  missesRps: z.number().nullable(),
  bound: z.enum(['slo', 'generator', 'limit', 'interrupted']),
  probes: z.int(),
});

/** What `mls load --json` prints. */
export const loadDocument = documentSchema(loadRow).extend({
  /** Null without `--find-capacity`. */
  capacity: loadCapacity.nullable(),
});
export type LoadDocument = z.infer<typeof loadDocument>;
