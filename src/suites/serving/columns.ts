import { COUNT_COLUMNS, LATENCY_COLUMNS, latency, metric } from '../../load/figure-columns.js';
import type { ColumnDeclaration } from '../../results/columns.js';
import { common, parameter } from '../declare-columns.js';

/** Columns of a row of serving, in the order of JSON. The names are a contract. */
export const SERVING_COLUMNS: readonly ColumnDeclaration[] = [
  common('suite', 'suite'),
  parameter('tier', 'tier'),
  parameter('policy', 'policy'),
  parameter('model', 'model'),
  ...COUNT_COLUMNS,
  ...LATENCY_COLUMNS,
  latency('uncorrectedP99Ms', 'p99 uncorrected'),
  latency('slipP99Ms', 'p99 slip'),
  metric('instances', 'instances'),
  metric('meanBatch', 'mean batch'),
  common('status', 'status'),
  common('reason', 'reason'),
  common('check', 'check'),
  { ...parameter('rate', 'rate', '1/s'), swept: true },
  metric('planRps', 'planned', '1/s'),
  parameter('slo', 'SLO'),
  metric('sloHolds', 'SLO held'),
  latency('queueMs', 'queue'),
  latency('embedMs', 'embed'),
  latency('retrieveMs', 'retrieve'),
  latency('generateMs', 'generate'),
  parameter('arrivals', 'arrivals'),
  parameter('corpus', 'corpus'),
  metric('unfinished', 'unfinished'),
  metric('instancesMax', 'most instances'),
  metric('retries', 'retries', '', 'lower'),
  metric('crashes', 'crashes', '', 'lower'),
  metric('eventLoopLagP99Ms', 'p99 loop lag', 'ms', 'lower'),
  metric('generatorCpuPercent', 'generator CPU', '%'),
  metric('connections', 'connections'),
  metric('tries', 'tries'),
];
