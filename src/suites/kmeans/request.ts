import { z } from 'zod';
import { benchmarkRequest } from '../benchmark-request.js';
import { KMEANS_METRICS, kmeansSettings } from './parameters.js';

/** What a user asks of `mls bench kmeans`, complete but for what a dataset itself decides. Kept in the journal. */
export const kmeansRequest = benchmarkRequest.extend({
  metrics: z.array(z.enum(KMEANS_METRICS)),
  ks: z.array(z.int()),
  settings: kmeansSettings,
  /** Whether the losses over k are what was asked for. */
  elbow: z.boolean(),
});

export type KMeansRequest = z.infer<typeof kmeansRequest>;
