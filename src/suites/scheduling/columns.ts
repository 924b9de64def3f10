import type { ColumnDeclaration } from '../../results/columns.js';
import { common, metric, ofSubject, parameter } from '../declare-columns.js';

const swept = (declared: ColumnDeclaration): ColumnDeclaration => ({ ...declared, swept: true });
const usually = (declared: ColumnDeclaration, usual: string): ColumnDeclaration => ({ ...declared, usual });
const latency = (name: string, title: string) => metric(name, title, 'ms', 'lower');

/** Columns of a row of scheduling, in the order of JSON. The names are a contract. */
export const SCHEDULING_COLUMNS: readonly ColumnDeclaration[] = [
  common('suite', 'suite'),
  ofSubject(parameter('policy', 'policy')),
  parameter('profile', 'profile'),
  parameter('models', 'models'),
  parameter('gpus', 'GPUs'),
  parameter('sloMs', 'SLO', 'ms'),
  parameter('arrivals', 'arrivals'),
  swept(parameter('rate', 'rate', '1/s')),
  swept(parameter('loadPercent', 'load', '%')),
  common('status', 'status'),
  common('reason', 'reason'),
  usually(common('check', 'check'), 'none'),
  // In the order in which they matter: what does not fit a table is left out from the end.
  metric('capacityRps', 'capacity', '1/s', 'higher'),
  metric('steadyRps', 'steady up to', '1/s', 'higher'),
  metric('boundRps', 'bound', '1/s'),
  metric('goodputRps', 'goodput', '1/s', 'higher'),
  metric('violationPercent', '% not in time', '%', 'lower'),
  latency('p99Ms', 'p99'),
  metric('meanBatch', 'mean batch'),
  metric('gpusUsed', 'GPUs used'),
  metric('utilizationPercent', '% busy', '%'),
  metric('dropped', 'dropped', '', 'lower'),
  metric('late', 'late', '', 'lower'),
  latency('meanMs', 'mean'),
  latency('p50Ms', 'p50'),
  latency('p90Ms', 'p90'),
  metric('throughputRps', 'answered', '1/s', 'higher'),
  metric('requests', 'requests'),
  metric('unfinished', 'unfinished', '', 'lower'),
  metric('events', 'events'),
  usually(parameter('popularity', 'popularity'), 'uniform'),
  usually(parameter('delays', 'delays'), 'none'),
  usually(parameter('jitter', 'jitter'), 'none'),
  usually(parameter('faults', 'faults'), 'none'),
  parameter('seed', 'seed'),
  metric('batchSizes', 'batches by size'),
];
