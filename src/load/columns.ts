import type { ColumnDeclaration } from '../results/columns.js';
import { COUNT_COLUMNS, LATENCY_COLUMNS, latency, metric } from './figure-columns.js';

const declared = (role: ColumnDeclaration['role'], name: string, title: string): ColumnDeclaration => ({
  name,
  role,
  title,
  unit: '',
  better: 'none',
});

/** Columns of a row of load, in the order of JSON and CSV. The names are a contract. */
export const LOAD_COLUMNS: readonly ColumnDeclaration[] = [
  declared('common', 'suite', 'suite'),
  declared('parameter', 'url', 'URL'),
  declared('parameter', 'arrivals', 'arrivals'),
  { ...declared('parameter', 'rate', 'rate'), unit: '1/s', swept: true },
  declared('parameter', 'concurrency', 'clients'),
  declared('parameter', 'slo', 'SLO'),
  declared('common', 'status', 'status'),
  declared('common', 'reason', 'reason'),
  declared('common', 'check', 'check'),
  declared('metric', 'sloHolds', 'SLO held'),
  metric('sloNeeded', 'requests to show it'),
  ...COUNT_COLUMNS,
  metric('unfinished', 'unfinished'),
  ...LATENCY_COLUMNS,
  latency('uncorrectedP50Ms', 'p50 uncorrected'),
  latency('uncorrectedP99Ms', 'p99 uncorrected'),
  latency('slipP99Ms', 'p99 slip'),
  latency('slipMaxMs', 'max slip'),
  latency('eventLoopLagP99Ms', 'p99 loop lag'),
  metric('generatorCpuPercent', 'generator CPU', '%'),
  metric('connections', 'connections'),
  latency('ttftP50Ms', 'p50 first token'),
  latency('ttftP99Ms', 'p99 first token'),
  latency('tpotP50Ms', 'p50 per token'),
  latency('tpotP99Ms', 'p99 per token'),
];
