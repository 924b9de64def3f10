import { z } from 'zod';
import { knnParameters } from '../knn/parameters.js';

const positive = z.int().positive();

const indexBuild = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ivf'), nlist: positive, seed: z.int() }),
  z.object({ kind: z.literal('hnsw'), m: positive, efConstruction: positive }),
]);

const indexSearch = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ivf'), nprobe: positive }),
  z.object({ kind: z.literal('hnsw'), ef: positive }),
]);

/** What an ANN cell asks, as its JSON carries it. */
export const annParameters = z.object({
  ...knnParameters.pick({ dataset: true, metric: true, k: true }).shape,
  build: indexBuild,
  search: indexSearch,
  /** Values of nprobe or ef below this one that the same sweep measures before it. */
  smaller: z.array(positive),
});

export type AnnParameters = z.infer<typeof annParameters>;

/** The swept value itself. */
export function effortOf(search: AnnParameters['search']): number {
  return search.kind === 'ivf' ? search.nprobe : search.ef;
}
