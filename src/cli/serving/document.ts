import { z } from 'zod';
import { documentSchema } from '../../results/document.js';
import { servingCapacity } from '../../suites/serving/capacity.js';
import { servingRow } from '../../suites/serving/row.js';

/** What `mls bench serving --json` prints. */
export const servingDocument = documentSchema(servingRow).extend({
  slo: z.string(),
  /** Of every tier that was sent a ramp. */
  capacities: z.array(servingCapacity),
  /** The highest rate at which the null tier showed that the generator kept its plan; null where none was. */
  generatorRps: z.number().nullable(),
});
export type ServingDocument = z.infer<typeof servingDocument>;
