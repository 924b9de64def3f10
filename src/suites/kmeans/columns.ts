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

/** Columns of a K-Means row, in the order of JSON and CSV. The names are a contract. */
export const KMEANS_COLUMNS: readonly ColumnDeclaration[] = [
  ...SUBJECT_COLUMNS,
  parameter('dataset', 'dataset'),
  parameter('metric', 'metric'),
  parameter('n', 'N'),
  parameter('d', 'D'),
  parameter('k', 'k'),
  parameter('init', 'init'),
  parameter('algorithm', 'algorithm'),
  parameter('maxIterations', 'iterations at most'),
  parameter('tolerance', 'tolerance'),
  parameter('restarts', 'restarts'),
  ofSubject(parameter('threads', 'threads')),
  ...OUTCOME_COLUMNS,
  ...TIME_COLUMNS,
  metric('iterations', 'iterations'),
  metric('msPerIteration', 'per iteration', 'ms', 'lower'),
  metric('inertia', 'inertia', '', 'lower'),
  metric('loss', 'loss', '', 'lower'),
  metric('gflops', 'rate', 'GFLOP/s', 'higher'),
  ...CEILING_COLUMNS,
  metric('speedup', 'speed-up', 'x', 'higher'),
  ...CHECK_COLUMNS,
];
