import { z } from 'zod';
import { KMEANS_ALGORITHMS } from '../../backends/backend.js';
import { KMEANS_INITS } from '../../backends/shared/kmeans/starts.js';
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
import { KMEANS_METRICS, kmeansParameters } from './parameters.js';

/** A K-Means row as JSON. Times are those of a whole fit, all its restarts together. */
export const kmeansRow = z.strictObject({
  suite: z.literal('kmeans'),
  ...SUBJECT_FIELDS,
  dataset: z.string(),
  metric: z.enum(KMEANS_METRICS),
  n: z.int(),
  d: z.int(),
  k: z.int(),
  init: z.enum(KMEANS_INITS),
  algorithm: z.enum(KMEANS_ALGORITHMS),
  maxIterations: z.int(),
  tolerance: z.number(),
  restarts: z.int(),
  threads: z.int(),
  ...OUTCOME_FIELDS,
  ...TIME_FIELDS,
  /** Updates of the centroids in the fit that was kept. */
  iterations: measured,
  msPerIteration: measured,
  /** Sum of squared distances (l2) or of 1 - cos (cosine), recomputed by the check. */
  inertia: measured,
  /** Sum of distances, not squared (l2), or of 1 - cos (cosine). */
  loss: measured,
  /** Of the distances between a row and a centroid that the algorithm asked for. */
  gflops: measured,
  ...CEILING_FIELDS,
  speedup: measured,
  ...CHECK_FIELDS,
});

export type KMeansRow = z.infer<typeof kmeansRow>;

/** Makes the row of a cell from how it went. `speedup` is filled in when the whole group is known. */
export function kmeansRowOf(cell: Cell, outcome: CellOutcome): KMeansRow {
  const parameters = kmeansParameters.parse(cell.parameters);
  const { dataset, metric, k, init, algorithm, maxIterations, tolerance, restarts } = parameters;
  const times = timeFields(outcome);
  const quality = (name: string) => outcome.samples.at(-1)?.quality[name] ?? null;
  const updates = quality('updates');
  const pairs = quality('pairs');
  const perUnit = (amount: number | null) =>
    times.medianMs === null || amount === null || amount === 0 ? null : times.medianMs / amount;
  const msPerPair = perUnit(pairs);
  return {
    suite: 'kmeans',
    ...subjectFields(cell, outcome),
    dataset: dataset.name,
    metric,
    n: dataset.n,
    d: dataset.d,
    k,
    init,
    algorithm,
    maxIterations,
    tolerance,
    restarts,
    threads: outcome.opened?.threads ?? cell.threads,
    ...outcomeFields(outcome),
    ...times,
    iterations: quality('iterations'),
    msPerIteration: perUnit(updates),
    inertia: quality('inertia'),
    loss: quality('loss'),
    // Two operations for each pair of coordinates.
    gflops: didWork(outcome) && msPerPair !== null ? (2 * dataset.d) / (msPerPair * 1e6) : null,
    ...NO_CEILING,
    speedup: null,
    ...checkFields(outcome),
  };
}
