import { z } from 'zod';
import { INDEX_KINDS } from '../../backends/backend.js';
import { knnRequest } from '../knn/request.js';

const subject = knnRequest.shape.subjects.element.extend({ indexes: z.array(z.enum(INDEX_KINDS)) });

/** What a user asks of `mls bench ann`: what `mls bench knn` is asked, and of which indexes. Kept in the journal. */
export const annRequest = knnRequest.omit({ memoryBytes: true, withNeighbours: true }).extend({
  subjects: z.array(subject),
  indexes: z.array(z.enum(INDEX_KINDS)),
  /** Absent: the square root of the rows. */
  nlists: z.array(z.int()).optional(),
  ms: z.array(z.int()),
  efConstructions: z.array(z.int()),
  /** Absent: powers of two that fit. */
  nprobes: z.array(z.int()).optional(),
  efs: z.array(z.int()).optional(),
  /** Of the choice of rows that centroids are trained on. */
  indexSeed: z.int(),
});

export type AnnRequest = z.infer<typeof annRequest>;
