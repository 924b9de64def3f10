import type { ColumnDeclaration } from '../../results/columns.js';
import { common, metric, ofSubject, parameter } from '../declare-columns.js';

/** Columns of a row of batching-equations, in the order of JSON. The names are a contract. */
export const BATCHING_COLUMNS: readonly ColumnDeclaration[] = [
  common('suite', 'suite'),
  parameter('profile', 'profile'),
  parameter('sloMs', 'SLO', 'ms'),
  parameter('gpus', 'GPUs'),
  ofSubject(parameter('coordination', 'GPUs run')),
  { ...parameter('rate', 'rate', '1/s'), swept: true },
  metric('batch', 'batch'),
  metric('batchMs', 'batch takes', 'ms', 'lower'),
  metric('throughputRps', 'throughput', '1/s', 'higher'),
  metric('gainPercent', 'over uncoordinated', '%', 'higher'),
  metric('gpusNeeded', 'GPUs needed', '', 'lower'),
];
