import { z } from 'zod';
import { METRICS, PRECISION_MODES } from '../../backends/backend.js';

/** What a kNN cell asks, as its JSON carries it. */
export const knnParameters = z.object({
  dataset: z.object({
    name: z.string(),
    n: z.int().positive(),
    d: z.int().positive(),
    queries: z.int().positive(),
    seed: z.int(),
    queriesPath: z.string().optional(),
    truthPath: z.string().optional(),
    truthK: z.int().optional(),
    content: z.string().optional(),
  }),
  metric: z.enum(METRICS),
  k: z.int().positive(),
  precision: z.enum(PRECISION_MODES).default('full'),
  /** Bytes of vectors that may be resident at once; absent: as many as fit. */
  memoryBytes: z.int().positive().optional(),
  /** Whether the row carries the first query's neighbours. */
  withNeighbours: z.boolean().optional(),
});

export type KnnParameters = z.infer<typeof knnParameters>;

/** What the true neighbours depend on. */
export type NeighboursQuestion = Pick<KnnParameters, 'dataset' | 'metric' | 'k'>;
