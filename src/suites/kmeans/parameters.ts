import { z } from 'zod';
import { COSINE_MEANS, KMEANS_ALGORITHMS } from '../../backends/backend.js';
import { KMEANS_INITS } from '../../backends/shared/kmeans/starts.js';

/** Metrics of which a mean is the centre. */
export const KMEANS_METRICS = ['l2', 'cosine'] as const;
export type KMeansMetric = (typeof KMEANS_METRICS)[number];

/** What a fit is asked, apart from the rows and k. */
export const kmeansSettings = z.object({
  init: z.enum(KMEANS_INITS),
  algorithm: z.enum(KMEANS_ALGORITHMS),
  maxIterations: z.int().nonnegative(),
  tolerance: z.number().nonnegative(),
  /** Fits from different starts, of which the best counts. */
  restarts: z.int().positive(),
  /** Seed of the starts. */
  startSeed: z.int(),
  /** Rows of a mini-batch. */
  batchRows: z.int().positive(),
  cosineMean: z.enum(COSINE_MEANS),
});

export type KMeansSettings = z.infer<typeof kmeansSettings>;

/** What a K-Means cell asks, as its JSON carries it. */
export const kmeansParameters = kmeansSettings.extend({
  dataset: z.object({
    name: z.string(),
    n: z.int().positive(),
    d: z.int().positive(),
    queries: z.int().positive(),
    seed: z.int(),
    content: z.string().optional(),
  }),
  metric: z.enum(KMEANS_METRICS),
  k: z.int().positive(),
  /** The largest k of the plan: the start for it begins with the starts for all others. */
  largestK: z.int().positive(),
  /** Bytes of vectors that may be resident at once; absent: as many as fit. */
  memoryBytes: z.int().positive().optional(),
});

export type KMeansParameters = z.infer<typeof kmeansParameters>;
