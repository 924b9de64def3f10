import { z } from 'zod';
import { METRICS } from '../../backends/backend.js';
import { CHECKS, STATUSES } from '../../results/status.js';
import { bootstrapMedian } from '../../stats/bootstrap.js';
import { median } from '../../stats/quantile.js';
import type { Cell, CellOutcome } from '../suite.js';
import { knnParameters } from './parameters.js';

const measured = z.number().nullable();

/** A kNN row as JSON. `null` is what was not measured. Times are those of all queries together. */
export const knnRow = z.strictObject({
  suite: z.literal('knn'),
  backend: z.string(),
  /** What ran; null when nothing did. */
  engine: z.string().nullable(),
  device: z.string().nullable(),
  dataset: z.string(),
  metric: z.enum(METRICS),
  n: z.int(),
  d: z.int(),
  queries: z.int(),
  k: z.int(),
  threads: z.int(),
  status: z.enum(STATUSES),
  reason: z.string().nullable(),
  rounds: z.int(),
  medianMs: measured,
  ciLowMs: measured,
  ciHighMs: measured,
  loadMs: measured,
  compileMs: measured,
  computeMs: measured,
  readbackMs: measured,
  queriesPerSecond: measured,
  gflops: measured,
  gbps: measured,
  speedup: measured,
  recall: measured,
  check: z.enum(CHECKS),
  peakRssBytes: measured,
});

export type KnnRow = z.infer<typeof knnRow>;

/** Makes the row of a cell from how it went. `speedup` is filled in when the whole group is known. */
export function knnRowOf(cell: Cell, outcome: CellOutcome): KnnRow {
  const { dataset, metric, k } = knnParameters.parse(cell.parameters);
  const { samples, opened } = outcome;
  const times = samples.map((sample) => sample.ms);
  const medianMs = times.length > 0 ? median(times) : null;
  // Of one round the interval would have no width, as if it were certain.
  const interval = times.length > 1 ? bootstrapMedian(times) : null;
  const partMs = (part: 'compute' | 'readback') =>
    samples.length > 0 ? median(samples.map((sample) => sample.parts[part])) : null;
  const perSecond = (amount: number) => (medianMs === null ? null : amount / (medianMs / 1000));
  const recalls = samples.flatMap((sample) => sample.quality.recall ?? []);
  const didWork = samples.some((sample) => sample.check !== 'none');
  return {
    suite: 'knn',
    backend: cell.subject,
    engine: opened?.engine ?? null,
    device: opened?.device ?? null,
    dataset: dataset.name,
    metric,
    n: dataset.n,
    d: dataset.d,
    queries: dataset.queries,
    k,
    threads: opened?.threads ?? cell.threads,
    status: outcome.status,
    reason: outcome.reason,
    rounds: samples.length,
    medianMs,
    ciLowMs: interval?.low ?? null,
    ciHighMs: interval?.high ?? null,
    loadMs: opened?.loadMs ?? null,
    compileMs: opened?.compileMs ?? null,
    computeMs: partMs('compute'),
    readbackMs: partMs('readback'),
    queriesPerSecond: perSecond(dataset.queries),
    // Two operations for each pair of coordinates; the least traffic is one reading of the rows.
    gflops: didWork ? perSecond((2 * dataset.n * dataset.d * dataset.queries) / 1e9) : null,
    gbps: didWork ? perSecond((dataset.n * dataset.d * 4) / 1e9) : null,
    speedup: null,
    recall: recalls.length > 0 ? Math.min(...recalls) : null,
    check: checkOf(outcome),
    peakRssBytes: outcome.peakRssBytes,
  };
}

function checkOf({ samples }: CellOutcome): KnnRow['check'] {
  if (samples.some((sample) => sample.check === 'fail')) return 'fail';
  return samples.some((sample) => sample.check === 'pass') ? 'pass' : 'none';
}
