import type { ColumnDeclaration } from '../../results/columns.js';
import { common, metric, ofSubject, parameter } from '../declare-columns.js';

/** Columns of a trained predictor, in the order of JSON and CSV. The names are a contract. */
export const PREDICTOR_COLUMNS: readonly ColumnDeclaration[] = [
  common('suite', 'suite'),
  parameter('combination', 'combination'),
  ofSubject(parameter('predictor', 'predictor')),
  ofSubject(parameter('epochs', 'epochs')),
  parameter('seed', 'seed'),
  common('status', 'status'),
  common('reason', 'reason'),
  metric('trainedWith', 'trained with'),
  metric('testedWith', 'tested with'),
  metric('maeMs', 'MAE', 'ms', 'lower'),
  metric('publishedMaeMs', 'published', 'ms'),
  metric('mapePercent', 'MAPE', '%', 'lower'),
  metric('publishedMapePercent', 'published', '%'),
  metric('mapePoints', 'points off'),
  metric('swappedMapePercent', 'MAPE, slots swapped', '%'),
];
