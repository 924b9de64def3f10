import { z } from 'zod';
import { INDEX_KINDS, METRICS } from '../../backends/backend.js';
import { median } from '../../stats/quantile.js';
import {
  CEILING_FIELDS,
  CHECK_FIELDS,
  checkFields,
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
import { type AnnParameters, annParameters } from './parameters.js';

const integer = z.int().nullable();

/** An ANN row as JSON. `null` is what was not measured, or what the index does not have. */
export const annRow = z.strictObject({
  suite: z.literal('ann'),
  ...SUBJECT_FIELDS,
  dataset: z.string(),
  metric: z.enum(METRICS),
  n: z.int(),
  d: z.int(),
  queries: z.int(),
  k: z.int(),
  threads: z.int(),
  index: z.enum(INDEX_KINDS),
  nlist: integer,
  m: integer,
  efConstruction: integer,
  nprobe: integer,
  ef: integer,
  ...OUTCOME_FIELDS,
  /** Whether no other row of the question finds more and is no slower, or is faster and finds no less. */
  paretoFront: z.enum(['yes', 'no']).nullable(),
  /** Times of all queries asked together, */
  ...TIME_FIELDS,
  /** and percentiles of the times of queries asked one at a time. */
  p50Ms: measured,
  p90Ms: measured,
  p99Ms: measured,
  queriesPerSecond: measured,
  /** Two operations for each pair of coordinates of the distances computed, where the engine counts them. */
  gflops: measured,
  ...CEILING_FIELDS,
  speedup: measured,
  /** Share of the answers that are as near as the true k-th neighbour, and its interval over the queries. */
  recall: measured,
  recallCiLow: measured,
  recallCiHigh: measured,
  /** Of the dataset: mean distance over the distance to the nearest; near 1 there is nothing to find. */
  relativeContrast: measured,
  /** For each query, those to centroids included. */
  distanceComputations: measured,
  /** When the index was built, which may be in an earlier run. */
  buildMs: measured,
  indexBytes: measured,
  ...CHECK_FIELDS,
});

export type AnnRow = z.infer<typeof annRow>;

/** The parameter columns of a cell. */
export function annQuestion({ dataset, metric, k, build, search }: AnnParameters) {
  const { name, n, d, queries } = dataset;
  return {
    question: { dataset: name, metric, n, d, queries, k },
    index: {
      index: build.kind,
      nlist: build.kind === 'ivf' ? build.nlist : null,
      m: build.kind === 'hnsw' ? build.m : null,
      efConstruction: build.kind === 'hnsw' ? build.efConstruction : null,
      nprobe: search.kind === 'ivf' ? search.nprobe : null,
      ef: search.kind === 'hnsw' ? search.ef : null,
    },
  };
}

/** Makes the row of a cell from how it went. What compares it with other rows is filled in when all are known. */
export function annRowOf(cell: Cell, outcome: CellOutcome): AnnRow {
  const parameters = annParameters.parse(cell.parameters);
  const { question, index } = annQuestion(parameters);
  const { medianMs, ciLowMs, ciHighMs, ...parts } = timeFields(outcome);
  const quality = (name: string) => {
    const values = outcome.samples.flatMap((sample) => sample.quality[name] ?? []);
    return values.length > 0 ? median(values) : null;
  };
  const computed = quality('distanceComputations');
  const recalls = outcome.samples.flatMap((sample) => sample.quality.recall ?? []);
  return {
    suite: 'ann',
    ...subjectFields(cell, outcome),
    ...question,
    threads: outcome.opened?.threads ?? cell.threads,
    ...index,
    ...outcomeFields(outcome),
    paretoFront: null,
    medianMs,
    ciLowMs,
    ciHighMs,
    p50Ms: quality('p50Ms'),
    p90Ms: quality('p90Ms'),
    p99Ms: quality('p99Ms'),
    queriesPerSecond: medianMs === null ? null : question.queries / (medianMs / 1000),
    gflops:
      medianMs === null || computed === null
        ? null
        : (2 * question.d * computed * question.queries) / (medianMs * 1e6),
    ...NO_CEILING,
    speedup: null,
    recall: recalls.length > 0 ? Math.min(...recalls) : null,
    recallCiLow: quality('recallCiLow'),
    recallCiHigh: quality('recallCiHigh'),
    relativeContrast: quality('relativeContrast'),
    distanceComputations: computed,
    buildMs: quality('buildMs'),
    indexBytes: quality('indexBytes'),
    ...parts,
    ...checkFields(outcome),
  };
}
