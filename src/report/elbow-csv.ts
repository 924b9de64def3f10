import { stringify } from 'csv-stringify/sync';
import type { ElbowCurve } from './elbow-curve.js';

/** The losses as `K,loss_L2,loss_cosine`, a line for each k; what was not measured is empty. */
export function renderElbowCsv(curves: readonly ElbowCurve[]): string {
  const ks = [...new Set(curves.flatMap(({ points }) => points.map(({ k }) => k)))].sort((a, b) => a - b);
  const lossAt = (metric: ElbowCurve['metric'], k: number) =>
    curves.find((curve) => curve.metric === metric)?.points.find((point) => point.k === k)?.loss ?? '';
  const records = ks.map((k) => [k, lossAt('l2', k), lossAt('cosine', k)]);
  return stringify(records, { header: true, columns: ['K', 'loss_L2', 'loss_cosine'] });
}
