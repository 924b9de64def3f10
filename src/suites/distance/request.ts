import { z } from 'zod';
import { METRICS } from '../../backends/backend.js';
import type { DatasetSpec } from '../../datasets/dataset.js';
import { datasetProvider, describeDataset } from '../../datasets/registry.js';
import { UsageError } from '../../errors.js';
import { benchmarkRequest } from '../benchmark-request.js';
import { type Extent, pairsOf, SHAPES } from './extent.js';

/** What a user asks of `mls bench distance`. Kept in the journal. */
export const distanceRequest = benchmarkRequest.omit({ n: true, memoryBytes: true }).extend({
  metrics: z.array(z.enum(METRICS)),
  extents: z.array(z.object({ shape: z.enum(SHAPES), rows: z.int(), queries: z.int() })),
});

export type DistanceRequest = z.infer<typeof distanceRequest>;

/** From a pair that fits a register to one that fills a cache. */
const DEFAULT_DIMENSIONS = [2, 1024, 65_536] as const;

/**
 * The vectors of an extent at every dimension asked for; a real dataset has its own.
 * @throws UsageError when the dataset has not that many rows, or not that dimension; DataError when a file is damaged
 */
export async function datasetsOf(
  name: string,
  extent: Extent,
  request: Pick<DistanceRequest, 'd' | 'seed'>,
): Promise<DatasetSpec[]> {
  const { kind, shape: most, describe } = datasetProvider(name);
  const { rows: n, queries } = extent;
  // A file says for itself what it has.
  if (kind === 'real' && describe === undefined && (n > most.n || queries > most.queries)) {
    throw new UsageError(
      `expected pairs that ${name} has rows for: at most ${most.n} rows and ${most.queries} queries; ` +
        `${pairsOf(extent)} pairs (${extent.shape}) take ${n} and ${queries}`,
    );
  }
  const dimensions = request.d ?? (kind === 'real' ? [undefined] : DEFAULT_DIMENSIONS);
  const seed = request.seed === undefined ? {} : { seed: request.seed };
  return Promise.all(
    dimensions.map((d) => describeDataset({ name, n, queries, ...seed, ...(d !== undefined && { d }) })),
  );
}
