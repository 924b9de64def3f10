import type { ColumnDeclaration } from '../../results/columns.js';
import { common, metric, parameter } from '../declare-columns.js';

/** Columns of a row of nexus-drop, in the order of JSON. The names are a contract. */
export const DROP_COLUMNS: readonly ColumnDeclaration[] = [
  common('suite', 'suite'),
  parameter('alpha', 'alpha', 'ms'),
  parameter('betaMs', 'beta', 'ms'),
  metric('earlyRps', 'early drop', '1/s', 'higher'),
  metric('lazyRps', 'lazy drop', '1/s', 'higher'),
  metric('gainPercent', 'early over lazy', '%', 'higher'),
  metric('fallPoints', 'less than at the alpha before', 'points'),
  parameter('duration', 'virtual time'),
  parameter('seed', 'seed'),
];
