import type { ColumnDeclaration } from '../../results/columns.js';
import {
  CEILING_COLUMNS,
  CHECK_COLUMNS,
  metric,
  OUTCOME_COLUMNS,
  ofSubject,
  parameter,
  SUBJECT_COLUMNS,
  TIME_COLUMNS,
} from '../declare-columns.js';

/** Columns of a distance row, in the order of JSON and CSV. The names are a contract. */
export const DISTANCE_COLUMNS: readonly ColumnDeclaration[] = [
  ...SUBJECT_COLUMNS,
  parameter('dataset', 'dataset'),
  parameter('metric', 'metric'),
  parameter('shape', 'shape'),
  parameter('pairs', 'pairs'),
  parameter('rows', 'rows'),
  parameter('queries', 'queries'),
  parameter('d', 'D'),
  ofSubject(parameter('threads', 'threads')),
  ...OUTCOME_COLUMNS,
  ...TIME_COLUMNS,
  metric('transferMs', 'transfer', 'ms', 'lower'),
  metric('distancesPerSecond', 'distances', '1/s', 'higher'),
  metric('gflops', 'rate', 'GFLOP/s', 'higher'),
  metric('gbps', 'read', 'GB/s', 'higher'),
  ...CEILING_COLUMNS,
  metric('speedup', 'speed-up', 'x', 'higher'),
  metric('maxRelativeError', 'max error', '', 'lower'),
  ...CHECK_COLUMNS,
];
