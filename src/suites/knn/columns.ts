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

/** Columns of a kNN row, in the order of JSON and CSV. The names are a contract. */
export const KNN_COLUMNS: readonly ColumnDeclaration[] = [
  ...SUBJECT_COLUMNS,
  parameter('dataset', 'dataset'),
  parameter('metric', 'metric'),
  parameter('n', 'N'),
  parameter('d', 'D'),
  parameter('queries', 'queries'),
  parameter('k', 'k'),
  ofSubject(parameter('threads', 'threads')),
  { ...ofSubject(parameter('precision', 'precision')), usual: 'full' },
  ...OUTCOME_COLUMNS,
  ...TIME_COLUMNS,
  metric('queriesPerSecond', 'queries', '1/s', 'higher'),
  metric('gflops', 'rate', 'GFLOP/s', 'higher'),
  metric('gbps', 'read', 'GB/s', 'higher'),
  ...CEILING_COLUMNS,
  metric('speedup', 'speed-up', 'x', 'higher'),
  metric('recall', 'recall', '', 'higher'),
  metric('rerankedShare', 're-ranked', '', 'lower'),
  ...CHECK_COLUMNS,
];
