import { z } from 'zod';
import { METRICS } from '../../backends/backend.js';
import { median } from '../../stats/quantile.js';
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
import { isRowByRow, pairsOf, SHAPES } from './extent.js';
import { distanceParameters, extentIn } from './parameters.js';

/** A distance row as JSON. `null` is what was not measured. Times are those of all pairs together. */
export const distanceRow = z.strictObject({
  suite: z.literal('distance'),
  ...SUBJECT_FIELDS,
  dataset: z.string(),
  metric: z.enum(METRICS),
  shape: z.enum(SHAPES),
  /** Distances in an answer. */
  pairs: z.int(),
  /** Null for `pair` and `rows`, which have as many of both as pairs. */
  rows: z.int().nullable(),
  queries: z.int().nullable(),
  d: z.int(),
  threads: z.int(),
  ...OUTCOME_FIELDS,
  /** Of `pair` and `rows` null: their vectors come with each call. */
  ...TIME_FIELDS,
  /** Sending the vectors to the device, which every round does; null where the engine does not tell it apart. */
  transferMs: measured,
  distancesPerSecond: measured,
  gflops: measured,
  gbps: measured,
  ...CEILING_FIELDS,
  speedup: measured,
  maxRelativeError: measured,
  ...CHECK_FIELDS,
});

export type DistanceRow = z.infer<typeof distanceRow>;

/** The parameter columns of a cell's row. */
export function askedFields(cell: Cell) {
  const parameters = distanceParameters.parse(cell.parameters);
  const { dataset, shape, metric } = parameters;
  const sides = isRowByRow(shape)
    ? { rows: null, queries: null }
    : { rows: dataset.n, queries: dataset.queries };
  const pairs = pairsOf(extentIn(parameters));
  return { dataset: dataset.name, metric, shape, pairs, ...sides, d: dataset.d, threads: cell.threads };
}

/** Makes the row of a cell from how it went. `speedup` is filled in when the whole group is known. */
export function distanceRowOf(cell: Cell, outcome: CellOutcome): DistanceRow {
  const { samples, opened } = outcome;
  const asked = askedFields(cell);
  const { dataset } = distanceParameters.parse(cell.parameters);
  const times = timeFields(outcome);
  const perSecond = (amount: number) => (times.medianMs === null ? null : amount / (times.medianMs / 1000));
  const transfers = samples.map((sample) => sample.parts.load);
  const errors = samples.flatMap((sample) => sample.quality.maxRelativeError ?? []);
  const works = didWork(outcome);
  return {
    suite: 'distance',
    ...subjectFields(cell, outcome),
    ...asked,
    threads: opened?.threads ?? cell.threads,
    ...outcomeFields(outcome),
    ...times,
    // What opening timed there are the transfers of its warm-up.
    loadMs: isRowByRow(asked.shape) ? null : times.loadMs,
    transferMs: transfers.some((ms) => ms > 0) ? median(transfers) : null,
    distancesPerSecond: perSecond(asked.pairs),
    // Two operations for each pair of coordinates; the least traffic is one reading of both sides.
    gflops: works ? perSecond((2 * asked.pairs * asked.d) / 1e9) : null,
    gbps: works ? perSecond(((dataset.n + dataset.queries) * asked.d * 4) / 1e9) : null,
    ...NO_CEILING,
    speedup: null,
    maxRelativeError: errors.length > 0 ? Math.max(...errors) : null,
    ...checkFields(outcome),
  };
}
