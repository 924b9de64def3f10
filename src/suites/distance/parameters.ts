import { z } from 'zod';
import { METRICS } from '../../backends/backend.js';
import { type Extent, SHAPES } from './extent.js';

/** What a distance cell asks, as its JSON carries it: distances of `dataset`'s queries to its rows. */
export const distanceParameters = z.object({
  dataset: z.object({
    name: z.string(),
    n: z.int().positive(),
    d: z.int().positive(),
    queries: z.int().positive(),
    seed: z.int(),
    content: z.string().optional(),
  }),
  shape: z.enum(SHAPES),
  metric: z.enum(METRICS),
});

export type DistanceParameters = z.infer<typeof distanceParameters>;

export function extentIn({ dataset, shape }: DistanceParameters): Extent {
  return { shape, rows: dataset.n, queries: dataset.queries };
}
