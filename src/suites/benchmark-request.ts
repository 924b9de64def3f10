import { z } from 'zod';
import { PRECISION_MODES } from '../backends/backend.js';
import type { DatasetSpec } from '../datasets/dataset.js';
import { describeDataset } from '../datasets/registry.js';

/** What a user asks of every benchmark of compute backends. Kept in the journal. */
export const benchmarkRequest = z.object({
  subjects: z.array(
    z.object({
      name: z.string(),
      role: z.enum(['contender', 'oracle', 'null']),
      engine: z.string().optional(),
      precisions: z.array(z.enum(PRECISION_MODES)).readonly().optional(),
    }),
  ),
  datasets: z.array(z.string()),
  n: z.array(z.int()).optional(),
  d: z.array(z.int()).optional(),
  seed: z.int().optional(),
  threads: z.array(z.int()),
  memoryBytes: z.int().optional(),
  rule: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('rounds'), rounds: z.int() }),
    z.object({
      kind: z.literal('tight'),
      halfWidth: z.number(),
      timeMs: z.number(),
      by: z.enum(['bootstrap', 'anytime']).default('bootstrap'),
    }),
  ]),
  timeoutMs: z.number(),
});

export type BenchmarkRequest = z.infer<typeof benchmarkRequest>;

/** Which vectors a benchmark asks for. */
export interface DatasetsRequest {
  readonly datasets: readonly string[];
  readonly n?: readonly number[] | undefined;
  readonly d?: readonly number[] | undefined;
  readonly queries?: number | undefined;
  readonly queriesPath?: string | undefined;
  readonly truthPath?: string | undefined;
  readonly seed?: number | undefined;
}

/**
 * Every dataset at every size asked for.
 * @throws UsageError when a dataset does not have that size
 */
export async function requestedDatasets(request: DatasetsRequest): Promise<DatasetSpec[]> {
  const { n = [undefined], d = [undefined], queries, queriesPath, truthPath, seed } = request;
  const specs: DatasetSpec[] = [];
  for (const name of request.datasets) {
    for (const rows of n) {
      for (const dimension of d) {
        const spec = await describeDataset({
          name,
          ...(queries !== undefined && { queries }),
          ...(queriesPath !== undefined && { queriesPath }),
          ...(truthPath !== undefined && { truthPath }),
          ...(rows !== undefined && { n: rows }),
          ...(dimension !== undefined && { d: dimension }),
          ...(seed !== undefined && { seed }),
        });
        specs.push(spec);
      }
    }
  }
  return specs;
}
