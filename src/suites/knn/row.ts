import { z } from 'zod';
import { METRICS, PRECISION_MODES } from '../../backends/backend.js';
import {
  CEILING_FIELDS,
  CHECK_FIELDS,
  checkFields,
  didWork,
  measured,
  NO_CEILING,
  OUTCOME_FIELDS,
  outcomeFields,
  SUBJECT_FIELDS,
  subjectFields,
  TIME_FIELDS,
  timeFields,
} from '../measured-row.js';
import type { Cell, CellOutcome } from '../suite.js';
import { knnParameters } from './parameters.js';

/** A quantised copy is of int8. */
const BYTES_PER_VALUE = { full: 4, certified: 1 } as const;

/** A kNN row as JSON. Times are those of all queries together. */
export const knnRow = z.strictObject({
  suite: z.literal('knn'),
  ...SUBJECT_FIELDS,
  dataset: z.string(),
  metric: z.enum(METRICS),
  n: z.int(),
  d: z.int(),
  queries: z.int(),
  k: z.int(),
  threads: z.int(),
  precision: z.enum(PRECISION_MODES),
  ...OUTCOME_FIELDS,
  ...TIME_FIELDS,
  queriesPerSecond: measured,
  gflops: measured,
  gbps: measured,
  ...CEILING_FIELDS,
  speedup: measured,
  recall: measured,
  /** Of a certified search: the share of all pairs of a query and a row that was measured in float64. */
  rerankedShare: measured,
  ...CHECK_FIELDS,
  /** Ids of the first query's neighbours, nearest first; only in the rows of experiments. */
  neighbours: z.array(z.int()).exactOptional(),
});

export type KnnRow = z.infer<typeof knnRow>;

/** Makes the row of a cell from how it went. `speedup` is filled in when the whole group is known. */
export function knnRowOf(cell: Cell, outcome: CellOutcome): KnnRow {
  const { dataset, metric, k, precision } = knnParameters.parse(cell.parameters);
  const times = timeFields(outcome);
  const { medianMs } = times;
  const perSecond = (amount: number) => (medianMs === null ? null : amount / (medianMs / 1000));
  const quality = (name: string) => outcome.samples.flatMap((sample) => sample.quality[name] ?? []);
  const recalls = quality('recall');
  const shares = quality('rerankedShare');
  const worked = didWork(outcome);
  const neighbours = outcome.samples.find((sample) => sample.neighbours !== undefined)?.neighbours;
  return {
    suite: 'knn',
    ...subjectFields(cell, outcome),
    dataset: dataset.name,
    metric,
    n: dataset.n,
    d: dataset.d,
    queries: dataset.queries,
    k,
    threads: outcome.opened?.threads ?? cell.threads,
    precision,
    ...outcomeFields(outcome),
    ...times,
    queriesPerSecond: perSecond(dataset.queries),
    // Two operations for each pair of coordinates; the least traffic is one reading of what rows are selected from.
    gflops: worked ? perSecond((2 * dataset.n * dataset.d * dataset.queries) / 1e9) : null,
    gbps: worked ? perSecond((dataset.n * dataset.d * BYTES_PER_VALUE[precision]) / 1e9) : null,
    ...NO_CEILING,
    speedup: null,
    recall: recalls.length > 0 ? Math.min(...recalls) : null,
    rerankedShare: shares.length > 0 ? Math.max(...shares) : null,
    ...checkFields(outcome),
    ...(neighbours !== undefined && { neighbours: [...neighbours] }),
  };
}
