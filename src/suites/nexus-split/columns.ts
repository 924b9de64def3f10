import type { ColumnDeclaration } from '../../results/columns.js';
import { common, metric, ofSubject, parameter } from '../declare-columns.js';

/** Columns of a row of nexus-split, in the order of JSON. The names are a contract. */
export const SPLIT_COLUMNS: readonly ColumnDeclaration[] = [
  common('suite', 'suite'),
  parameter('gamma', 'Y for each X'),
  ofSubject(parameter('split', 'split')),
  metric('xMs', 'X gets', 'ms'),
  metric('yMs', 'Y gets', 'ms'),
  metric('throughputRps', 'throughput of a GPU', '1/s', 'higher'),
];
