import { z } from 'zod';
import { METRICS } from '../../backends/backend.js';
import type { DatasetSpec } from '../../datasets/dataset.js';
import { resolveDataset } from '../../datasets/registry.js';

/** What a user asks of `mls bench knn`, complete but for what a dataset itself decides. Kept in the journal. */
export const knnRequest = z.object({
  subjects: z.array(
    z.object({
      name: z.string(),
      role: z.enum(['contender', 'oracle', 'null']),
      engine: z.string().optional(),
    }),
  ),
  datasets: z.array(z.string()),
  n: z.array(z.int()).optional(),
  d: z.array(z.int()).optional(),
  queries: z.int(),
  seed: z.int().optional(),
  metrics: z.array(z.enum(METRICS)),
  ks: z.array(z.int()),
  threads: z.array(z.int()),
  memoryBytes: z.int().optional(),
  rule: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('rounds'), rounds: z.int() }),
    z.object({ kind: z.literal('tight'), halfWidth: z.number(), timeMs: z.number() }),
  ]),
  timeoutMs: z.number(),
});

export type KnnRequest = z.infer<typeof knnRequest>;

/**
 * Every dataset at every size asked for.
 * @throws UsageError when a dataset does not have that size
 */
export function requestedDatasets({ datasets, n, d, queries, seed }: KnnRequest): DatasetSpec[] {
  const sizes = <T>(values: readonly T[] | undefined): readonly (T | undefined)[] => values ?? [undefined];
  return datasets.flatMap((name) =>
    sizes(n).flatMap((rows) =>
      sizes(d).map((dimension) =>
        resolveDataset({
          name,
          queries,
          ...(rows !== undefined && { n: rows }),
          ...(dimension !== undefined && { d: dimension }),
          ...(seed !== undefined && { seed }),
        }),
      ),
    ),
  );
}
