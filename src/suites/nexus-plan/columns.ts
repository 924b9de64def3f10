import type { ColumnDeclaration } from '../../results/columns.js';
import { common, metric, ofSubject, parameter } from '../declare-columns.js';

/** Columns of a row of nexus-plan, in the order of JSON: one row for GPUs that do the same. The names are a contract. */
export const PLAN_COLUMNS: readonly ColumnDeclaration[] = [
  common('suite', 'suite'),
  parameter('sessions', 'sessions'),
  parameter('form', 'form'),
  // Of queries: with it the question of packing begins.
  parameter('latencySplit', 'latency split'),
  ofSubject(parameter('gpu', 'GPU')),
  // Words, which are no figure that could be better or worse.
  common('batches', 'batches in a cycle'),
  metric('count', 'GPUs alike'),
  metric('dutyCycleMs', 'duty cycle', 'ms'),
  metric('occupancyPercent', 'occupied', '%', 'higher'),
  metric('rateRps', 'rate', '1/s', 'higher'),
  metric('spareMs', 'spare in the worst case', 'ms', 'higher'),
  metric('gpusNeeded', 'GPUs in all', '', 'lower'),
  metric('lowerBoundGpus', 'lower bound', '', 'lower'),
];
