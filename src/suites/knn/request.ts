import { z } from 'zod';
import { METRICS } from '../../backends/backend.js';
import { benchmarkRequest } from '../benchmark-request.js';

/** What a user asks of `mls bench knn`, complete but for what a dataset itself decides. Kept in the journal. */
export const knnRequest = benchmarkRequest.extend({
  /** Absent: as many as the dataset usually has. */
  queries: z.int().optional(),
  queriesPath: z.string().optional(),
  truthPath: z.string().optional(),
  metrics: z.array(z.enum(METRICS)),
  ks: z.array(z.int()),
  withNeighbours: z.boolean().optional(),
});

export type KnnRequest = z.infer<typeof knnRequest>;
